namespace PrivacyGateway.Fuzz.Generating;

/// <summary>Responses of a track domain, intact, contradictory and broken.</summary>
internal static class ResponseGrammar
{
    private static readonly string[] Begins =
        ["HTTP/1.1 200 OK", "HTTP/1.1 200 OK", "HTTP/1.1 200 OK", "HTTP/1.1 200", "HTTP/1.0 200 OK", "HTTP/1.1 204 No", "HTTP/1.1 304 N",
            "HTTP/1.1 503 ", "HTTP/1.1 100 C", "HTTP/1.1 101 S", "HTTP/2 200 OK", "HTTP/1.1 2000"];

    private static readonly string[] Lines =
    [
        "Content-Length: 3", "Content-Length: 0", "Content-Length: 3 ", "content-length:3", "Content-Length: +3", "Content-Length: 3, 3",
        "Content-Length: 99999999999999999999", "Transfer-Encoding: chunked", "Transfer-Encoding: CHUNKED",
        "Transfer-Encoding: gzip, chunked", "Transfer-Encoding : chunked", "Connection: close", "Connection: keep-alive, x",
        "Keep-Alive: timeout=5", "Keep-Alive: timeout=99999", "Set-Cookie: eid=1", "X: a\tb", " folded", ": x", "X", "X:\u00fc",
        "Content-Type: image/gif", "",
    ];

    private static readonly string[] Bodies = ["", "GIF", "GIFx", "3\r\nGIF\r\n0\r\n\r\n", "3;a=b \r\nGIF\r\n0\r\nT: 1\r\n\r\n",
        "3\r\nGIFx\r\n", "0\r\n\r\n", "000000003\r\n", "ffffffff\r\n", "3\nGIF", "HTTP/1.1 200 OK\r\n\r\n"];

    private static readonly string[] Ends = ["\r\n", "\r\n", "\r\n", "\r\n", "\r\n", "\r\n", "\r\n", "\r\n", "\r\n", "\n", "\r", "\r\r\n"];

    public static void AddResponse(Draft draft, Dice dice)
    {
        for (var heads = dice.OneIn(5) ? 2 : 1; heads > 0; heads--)
        {
            draft.Add(dice.Of(Begins)).Add(dice.Of(Ends));
            for (var lines = dice.Below(5); lines > 0; lines--)
                draft.Add(dice.Of(Lines)).Add(dice.Of(Ends));
            draft.Add(dice.Of(Ends));
        }

        for (var bodies = dice.Below(3); bodies > 0; bodies--)
            draft.Add(dice.Of(Bodies));
    }
}
