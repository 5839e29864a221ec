using System.Text;
using PrivacyGateway.Sending;
using PrivacyGateway.Sending.Http1;

namespace PrivacyGateway.Tests.Sending.Http1;

/// <summary>Shows an answer to the reader as a connection does: piece by piece, what it leaves behind once more.</summary>
internal static class Pieces
{
    /// <returns>The answer, and what was left behind it.</returns>
    public static (AnswerMessage Answer, string Behind, AnswerReader Reader) Read(IEnumerable<string> pieces, bool isToHead = false, bool closes = false)
    {
        var reader = new AnswerReader();
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
        Assert.True(reader.IsComplete, "the answer is not complete");
        return (reader.Take(), Encoding.Latin1.GetString(waiting), reader);
    }

    public static IEnumerable<string> Single(string text) => text.Select(static character => character.ToString());

    public static IEnumerable<string[]> Halves(string text) => Enumerable.Range(0, text.Length + 1).Select(cut => new[] { text[..cut], text[cut..] });

    public static string Show(AnswerMessage answer) =>
        $"{(int)answer.StatusCode}|{string.Join('|', answer.Lines.Select(static line => $"{line.Name}={line.Value}"))}|{Encoding.Latin1.GetString(answer.Body.Span)}";
}
