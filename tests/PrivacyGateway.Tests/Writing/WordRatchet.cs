using System.Globalization;

namespace PrivacyGateway.Tests.Writing;

/// <summary>How often each avoided word may still occur in each area: tab-separated lines of word, area and number.</summary>
internal sealed class WordRatchet(IReadOnlyDictionary<(string Word, string Area), int> allowed)
{
    public int Allowed(string word, string area) => allowed.GetValueOrDefault((word, area));

    public static WordRatchet Parse(string text) => new(text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Where(static line => !line.StartsWith('#'))
        .Select(static line => line.Split('\t'))
        .ToDictionary(static cells => (cells[0], cells[1]), static cells => int.Parse(cells[2], CultureInfo.InvariantCulture)));

    /// <summary>The present numbers, none of them above what was allowed before.</summary>
    public WordRatchet Lower(IReadOnlyDictionary<(string Word, string Area), int> present) =>
        new(present.ToDictionary(static pair => pair.Key, pair => Math.Min(pair.Value, Allowed(pair.Key.Word, pair.Key.Area))));

    public string Write() => string.Concat(allowed
        .Where(static pair => pair.Value > 0)
        .OrderBy(static pair => pair.Key.Word, StringComparer.Ordinal)
        .ThenBy(static pair => pair.Key.Area, StringComparer.Ordinal)
        .Select(static pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key.Word}\t{pair.Key.Area}\t{pair.Value}\n")));
}
