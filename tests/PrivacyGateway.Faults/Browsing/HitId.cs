using System.Globalization;

namespace PrivacyGateway.Faults.Browsing;

/// <summary>Each hit has a unique number in an ordinary parameter, which every policy forwards.</summary>
internal static class HitId
{
    private const string Mark = "cp1=";

    public static string Parameter(int id) => string.Create(CultureInfo.InvariantCulture, $"{Mark}{id}");

    /// <summary>All ids in a request, a target or a body.</summary>
    public static IEnumerable<int> In(string text)
    {
        for (var at = text.IndexOf(Mark, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Mark, at, StringComparison.Ordinal))
        {
            at += Mark.Length;
            var digits = text.AsSpan(at);
            var end = digits.IndexOfAnyExceptInRange('0', '9');
            yield return int.Parse(end < 0 ? digits : digits[..end], NumberStyles.None, CultureInfo.InvariantCulture);
        }
    }
}
