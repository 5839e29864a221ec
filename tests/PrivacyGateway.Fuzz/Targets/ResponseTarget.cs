using System.Text;
using PrivacyGateway.Fuzz.Generating;
using PrivacyGateway.Hits;
using PrivacyGateway.Sending;
using PrivacyGateway.Sending.Http1;

namespace PrivacyGateway.Fuzz.Targets;

/// <summary>A track domain's response, in any split into pieces.</summary>
internal sealed class ResponseTarget() : FuzzTarget("answer")
{
    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. new[]
        {
            "HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Type: image/gif\r\nContent-Length: 3\r\nSet-Cookie: wteid_1=4260000000000000001; "
                + "Path=/\r\nConnection: keep-alive\r\n\r\nGIF",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nGIF\r\n0a\r\n0123456789\r\n0\r\nTrailer: 1\r\n\r\n",
            "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 204 No Content\r\nKeep-Alive: timeout=5\r\n\r\n",
            "HTTP/1.0 302 Found\r\nLocation: /x\r\n\r\nuntil the end",
        }.Select(Encoding.Latin1.GetBytes),
    ];

    public override void Run(ReadOnlySpan<byte> input)
    {
        var whole = Read(input, input.Length);
        Finding.Unless(whole == Read(input, 1), "a response differs when it is read byte by byte");
        Finding.Unless(whole == Read(input, (input.Length / 2) + 1), "a response differs when it is read in two pieces");
    }

    protected override void AddFromGrammar(Draft draft, Dice dice) => ResponseGrammar.AddResponse(draft, dice);

    /// <returns>Everything known about the response, or that it is invalid.</returns>
    private static string Read(ReadOnlySpan<byte> input, int step)
    {
        var reader = new ResponseReader();
        reader.Begin(isToHead: false);
        var done = 0;
        try
        {
            for (var end = Math.Min(step, input.Length); !reader.IsComplete; end = Math.Min(end + step, input.Length))
            {
                done += reader.Read(input[done..end]);
                if (end == input.Length)
                    break;
            }

            if (!reader.IsComplete)
                reader.Close();
        }
        catch (HttpRequestException)
        {
            return "none";
        }

        var response = reader.Take();
        Check(response);
        return $"{response.Status} {string.Join('\n', response.Headers)} {Encoding.Latin1.GetString(response.Body.Span)} {done} "
            + $"{reader.KeepsConnection} {reader.KeepAliveTimeout}";
    }

    private static void Check(UpstreamResponse response)
    {
        Finding.Unless(response.Status is >= 200 and < 600, "an invalid status");
        Finding.Unless(response.Body.Length <= ResponseReader.MaxBody, "a body that is too long");
        foreach (var (name, value) in response.Headers)
        {
            Finding.Unless(HttpToken.IsValid(name), "an invalid name");
            Finding.Unless(
                !value.Any(static character => character is < ' ' and not '\t' or '\u007f' or > '\u00ff'), "a forbidden character");
        }

        var lengths = response.Headers.Count(static line => line.Is("Content-Length"));
        Finding.Unless(lengths <= 1 && (lengths == 0 || !response.Headers.Any(static line => line.Is("Transfer-Encoding"))),
            "two ends of one response");
    }
}
