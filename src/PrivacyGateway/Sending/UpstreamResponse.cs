using System.Net.Http;
using System.Net.Http.Headers;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Sending;

/// <summary>
/// The track domain's response. For a hit it is complete in memory; for a file
/// or an opt-out call the caller must read the body from <see cref="Stream"/>.
/// </summary>
/// <param name="status">The status code.</param>
/// <param name="headers">Every header as received, in order.</param>
/// <param name="body">The whole body; empty while <see cref="Stream"/> is not null.</param>
internal sealed class UpstreamResponse(int status, IReadOnlyList<HeaderLine> headers, ReadOnlyMemory<byte> body) : IDisposable
{
    /// <summary>More than a response to a hit usually has.</summary>
    private const int InitialHeaders = 16;

    public int Status => status;

    public IReadOnlyList<HeaderLine> Headers => headers;

    public ReadOnlyMemory<byte> Body => body;

    /// <summary>The message whose body has not been read; null for a response in memory.</summary>
    public HttpResponseMessage? Stream { get; private init; }

    /// <summary>Creates a response whose body is read later.</summary>
    /// <param name="message">The message. The new response owns it.</param>
    public static UpstreamResponse FromStream(HttpResponseMessage message) =>
        new((int)message.StatusCode, GetHeaders(message), default) { Stream = message };

    /// <summary>Reads a complete response.</summary>
    /// <param name="message">The message; disposed of by this method.</param>
    /// <param name="maxBody">The maximum size of the body in bytes.</param>
    /// <param name="cancellationToken">Ends the wait for the body.</param>
    /// <exception cref="HttpRequestException">The body is longer, or incomplete.</exception>
    public static async Task<UpstreamResponse> ReadAsync(HttpResponseMessage message, int maxBody, CancellationToken cancellationToken)
    {
        using (message)
        {
            await message.Content.LoadIntoBufferAsync(maxBody, cancellationToken);
            return new UpstreamResponse(
                (int)message.StatusCode, GetHeaders(message), await message.Content.ReadAsByteArrayAsync(cancellationToken));
        }
    }

    public void Dispose() => Stream?.Dispose();

    private static List<HeaderLine> GetHeaders(HttpResponseMessage message)
    {
        var headers = new List<HeaderLine>(InitialHeaders);
        Add(headers, message.Headers.NonValidated);
        Add(headers, message.Content.Headers.NonValidated);
        return headers;
    }

    private static void Add(List<HeaderLine> headers, HttpHeadersNonValidated received)
    {
        foreach (var (name, values) in received)
        {
            foreach (var value in values)
                headers.Add(new HeaderLine(name, value));
        }
    }
}
