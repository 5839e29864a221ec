namespace PrivacyGateway.BrowserTests.Judging;

/// <summary>
/// A hit split into its raw <c>name=value</c> pieces, nothing decoded: the query, and the lines of a batch.
/// Parsed independently of the gateway's reader on purpose.
/// </summary>
internal sealed record HitText(string Path, IReadOnlyList<string> Query, IReadOnlyList<IReadOnlyList<string>> Lines)
{
    /// <summary>The required positions of the marker: each line of a batch, else the query.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Groups => Lines.Count == 0 ? [Query] : Query.Count == 0 ? Lines : [Query, .. Lines];

    public static HitText From(string target, string body)
    {
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        return new HitText(
            mark < 0 ? target : target[..mark],
            mark < 0 ? [] : Pieces(target[(mark + 1)..]),
            [.. body.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => Pieces(line[(line.IndexOf('?', StringComparison.Ordinal) + 1)..]))]);
    }

    public static string NameOf(string piece)
    {
        var end = piece.IndexOf('=', StringComparison.Ordinal);
        return Uri.UnescapeDataString(end < 0 ? piece : piece[..end]);
    }

    public static bool IsMarker(string piece) => NameOf(piece).Equals("nc", StringComparison.OrdinalIgnoreCase);

    private static List<string> Pieces(string text) => [.. text.Split('&', StringSplitOptions.RemoveEmptyEntries)];
}
