using System.Text;
using PrivacyGateway.Sending;
using PrivacyGateway.Sending.Http1;

namespace PrivacyGateway.Tests.Sending.Http1;

/// <summary>Feeds a response to the reader as a connection does: piece by piece, unconsumed bytes once more.</summary>
internal static class Pieces
{
    /// <returns>The response, and the bytes after it.</returns>
    public static (UpstreamResponse Response, string Behind, ResponseReader Reader) Read(
        IEnumerable<string> pieces, bool isToHead = false, bool closes = false)
    {
        var reader = new ResponseReader();
        reader.Begin(isToHead);
        var waiting = Array.Empty<byte>();
        foreach (var piece in pieces)
        {
            waiting = [.. waiting, .. Encoding.Latin1.GetBytes(piece)];
            if (!reader.IsComplete)
                waiting = waiting[reader.Read(waiting)..];
        }

        if (closes && !reader.IsComplete)
            reader.Close();
        Assert.True(reader.IsComplete, "the response is not complete");
        return (reader.Take(), Encoding.Latin1.GetString(waiting), reader);
    }

    public static IEnumerable<string> Single(string text) => text.Select(static character => character.ToString());

    public static IEnumerable<string[]> Halves(string text) =>
        Enumerable.Range(0, text.Length + 1).Select(cut => new[] { text[..cut], text[cut..] });

    public static string Show(UpstreamResponse response) =>
        $"{response.Status}|{string.Join('|', response.Headers.Select(static line => $"{line.Name}={line.Value}"))}|{Encoding.Latin1.GetString(response.Body.Span)}";
}
