using System.Text;

namespace PrivacyGateway.IntegrationTests.Http2;

/// <summary>A request as fields in the order in which they are sent; no pseudo-header is added implicitly.</summary>
internal sealed record Http2Request(IReadOnlyList<(string Name, string Value)> Fields)
{
    public const string Target = "/111111111111111/wt?p=600,home";

    /// <summary>Null for none.</summary>
    public string? Body { get; init; }

    public IReadOnlyList<(string Name, string Value)>? Trailers { get; init; }

    public static Http2Request Get(string host, string target, params (string Name, string Value)[] fields) =>
        new([(":method", "GET"), (":scheme", "http"), (":authority", host), (":path", target), .. fields]);

    public static Http2Request Post(string host, string target, string body, params (string Name, string Value)[] fields) =>
        new([(":method", "POST"), (":scheme", "http"), (":authority", host), (":path", target), .. fields]) { Body = body };

    /// <summary>The same with other fields of these names; a null value takes them out.</summary>
    public Http2Request With(string name, string? value) => this with
    {
        Fields = value is null
            ? [.. Fields.Where(field => field.Name != name)]
            : [.. Fields.Select(field => field.Name == name ? (name, value) : field)],
    };

    public async Task<Http2Response> SendAsync(int port)
    {
        await using var client = await Http2Client.ConnectAsync(port);
        return await SendAsync(client);
    }

    public async Task<Http2Response> SendAsync(Http2Client client)
    {
        var stream = client.NewStream();
        await client.SendAsync([.. Frames(stream)]);
        return await client.ReadResponseAsync(stream);
    }

    /// <summary>A block that is larger than a frame continues in CONTINUATION frames.</summary>
    public IEnumerable<Frame> Frames(int stream)
    {
        var ends = Body is null && Trailers is null;
        foreach (var frame in Split(stream, HeaderBlock.Write(Fields), ends ? Frame.EndStream : (byte)0))
            yield return frame;
        if (Body is not null)
            yield return new Frame(Frame.Data, Trailers is null ? Frame.EndStream : (byte)0, stream, Encoding.Latin1.GetBytes(Body));
        if (Trailers is not null)
            yield return new Frame(Frame.Headers, Frame.EndHeaders | Frame.EndStream, stream, HeaderBlock.Write(Trailers));
    }

    private static IEnumerable<Frame> Split(int stream, byte[] block, byte flags)
    {
        var pieces = block.Chunk(Http2Client.LargestFrame).ToArray();
        for (var i = 0; i < pieces.Length; i++)
        {
            var last = i == pieces.Length - 1 ? Frame.EndHeaders : (byte)0;
            yield return i == 0
                ? new Frame(Frame.Headers, (byte)(flags | last), stream, pieces[i])
                : new Frame(Frame.Continuation, last, stream, pieces[i]);
        }
    }
}
