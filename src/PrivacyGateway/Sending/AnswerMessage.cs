using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Sending;

/// <summary>A complete answer to a hit on its way back, as plain lines and bytes: nobody looks at its headers or content.</summary>
internal sealed class AnswerMessage(int status, IReadOnlyList<HeaderLine> lines, ReadOnlyMemory<byte> body) : HttpResponseMessage((HttpStatusCode)status)
{
    /// <summary>A pixel's answer has fewer.</summary>
    private const int UsualLines = 16;

    public IReadOnlyList<HeaderLine> Lines => lines;

    public ReadOnlyMemory<byte> Body => body;

    /// <summary>The whole of an answer that the platform's client brought.</summary>
    /// <param name="response">Is disposed of.</param>
    /// <param name="most">Bytes of its body.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="HttpRequestException">It is longer, or ends too soon.</exception>
    public static async Task<AnswerMessage> ReadAsync(HttpResponseMessage response, int most, CancellationToken cancellationToken)
    {
        using (response)
        {
            await response.Content.LoadIntoBufferAsync(most, cancellationToken);
            return new AnswerMessage((int)response.StatusCode, LinesOf(response), await response.Content.ReadAsByteArrayAsync(cancellationToken));
        }
    }

    /// <summary>Every line as it came.</summary>
    public static List<HeaderLine> LinesOf(HttpResponseMessage response)
    {
        var lines = new List<HeaderLine>(UsualLines);
        Add(lines, response.Headers.NonValidated);
        Add(lines, response.Content.Headers.NonValidated);
        return lines;
    }

    private static void Add(List<HeaderLine> lines, HttpHeadersNonValidated headers)
    {
        foreach (var (name, values) in headers)
        {
            foreach (var value in values)
                lines.Add(new HeaderLine(name, value));
        }
    }
}
