using System.Globalization;

namespace PrivacyGateway.TestSupport;

/// <summary>
/// Reads HTTP/1.1 messages off a stream and records every byte of them. Written by hand because any HTTP library
/// would normalise its input, and the tests are about the bytes that were sent.
/// </summary>
internal sealed class HttpMessageReader(Stream stream)
{
    private readonly RecordingReader _reader = new(stream);

    private enum Framing
    {
        None,
        Length,
        Chunked,
        UntilClose,
    }

    /// <summary>The next request, or null when the peer has closed the connection.</summary>
    public Task<HttpMessage?> ReadRequestAsync(CancellationToken cancellation) =>
        ReadAsync((_, headers) => FramingOf(headers) ?? Framing.None, cancellation);

    /// <summary>The next response; interim ones (1xx) count as responses without a body.</summary>
    public Task<HttpMessage?> ReadResponseAsync(bool toHead, CancellationToken cancellation) =>
        ReadAsync(
            (startLine, headers) => toHead || HttpMessage.StatusOf(startLine) is (>= 100 and < 200) or 204 or 304
                ? Framing.None
                : FramingOf(headers) ?? Framing.UntilClose,
            cancellation);

    private async Task<HttpMessage?> ReadAsync(
        Func<string, List<KeyValuePair<string, string>>, Framing> framingOf,
        CancellationToken cancellation)
    {
        _reader.Forget();
        if (await _reader.ReadLineAsync(cancellation) is not { } startLine)
        {
            return null;
        }

        var headers = await ReadHeadersAsync(cancellation);
        var body = framingOf(startLine, headers) switch
        {
            Framing.Length => await _reader.ReadBytesAsync(LengthOf(headers), cancellation),
            Framing.Chunked => await ReadChunksAsync(cancellation),
            Framing.UntilClose => await _reader.ReadBytesAsync(null, cancellation),
            _ => [],
        };
        return new HttpMessage(startLine, headers, body, _reader.Recorded);
    }

    private static Framing? FramingOf(List<KeyValuePair<string, string>> headers) =>
        HttpMessage.HeaderOf(headers, "Transfer-Encoding") is not null ? Framing.Chunked
        : HttpMessage.HeaderOf(headers, "Content-Length") is not null ? Framing.Length
        : null;

    private static int LengthOf(List<KeyValuePair<string, string>> headers) =>
        int.Parse(HttpMessage.HeaderOf(headers, "Content-Length")!, CultureInfo.InvariantCulture);

    private async Task<List<KeyValuePair<string, string>>> ReadHeadersAsync(CancellationToken cancellation)
    {
        var headers = new List<KeyValuePair<string, string>>();
        while (await _reader.ReadLineAsync(cancellation) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers.Add(colon < 0 ? new(line, "") : new(line[..colon], line[(colon + 1)..].Trim(' ', '\t')));
        }

        return headers;
    }

    private async Task<byte[]> ReadChunksAsync(CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        while (true)
        {
            var line = await _reader.ReadLineAsync(cancellation)
                ?? throw new EndOfStreamException("inside a chunked body");
            var size = int.Parse(line.Split(';')[0].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (size == 0)
            {
                await ReadHeadersAsync(cancellation);
                return body.ToArray();
            }

            body.Write(await _reader.ReadBytesAsync(size, cancellation));
            await _reader.ReadLineAsync(cancellation);
        }
    }
}
