using System.Collections.Frozen;
using System.Globalization;

namespace PrivacyGateway.Hits;

/// <summary>
/// Finds what stands for a name, given patterns in the notation of <see cref="VocabularyEntry.Name"/>.
/// The most exact pattern wins: the name itself, then a range of numbers, then any number, then the longest prefix.
/// </summary>
internal sealed class NameIndex<T>
    where T : class
{
    private readonly FrozenDictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> _exact;
    private readonly FrozenDictionary<string, NumberRange[]>.AlternateLookup<ReadOnlySpan<char>> _numbered;
    private readonly (string Prefix, T Value)[] _prefixes;

    /// <summary>Later patterns replace earlier ones that are equal.</summary>
    public NameIndex(IEnumerable<KeyValuePair<string, T>> patterns)
    {
        var exact = new Dictionary<string, T>(StringComparer.Ordinal);
        var numbered = new Dictionary<string, List<NumberRange>>(StringComparer.Ordinal);
        var prefixes = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (pattern, value) in patterns)
        {
            if (pattern.EndsWith('*'))
            {
                prefixes[pattern[..^1]] = value;
            }
            else if (NumberRange.TryParse(pattern, value, out var stem, out var range))
            {
                if (!numbered.TryGetValue(stem, out var ranges))
                    numbered[stem] = ranges = [];
                ranges.Add(range);
            }
            else
            {
                exact[pattern] = value;
            }
        }

        _exact = exact.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _numbered = numbered
            .ToFrozenDictionary(pair => pair.Key, pair => pair.Value.OrderBy(range => range.Last - range.First).ToArray(), StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
        _prefixes = [.. prefixes.OrderByDescending(pair => pair.Key.Length).Select(pair => (pair.Key, pair.Value))];
    }

    public T? Find(ReadOnlySpan<char> name)
    {
        if (_exact.TryGetValue(name, out var value))
            return value;

        var stem = name.TrimEnd("0123456789");
        if (stem.Length < name.Length && _numbered.TryGetValue(stem, out var ranges))
        {
            // A number too long for an int is still a number: it belongs to the open range.
            var number = int.TryParse(name[stem.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : int.MaxValue;
            foreach (var range in ranges)
            {
                if (number >= range.First && number <= range.Last)
                    return range.Value;
            }
        }

        foreach (var (prefix, prefixed) in _prefixes)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
                return prefixed;
        }

        return null;
    }

    private readonly record struct NumberRange(int First, int Last, T Value)
    {
        public static bool TryParse(string pattern, T value, out string stem, out NumberRange range)
        {
            if (pattern.EndsWith('#'))
            {
                (stem, range) = (pattern[..^1], new NumberRange(0, int.MaxValue, value));
                return true;
            }

            var head = pattern.AsSpan().TrimEnd("0123456789");
            if (head.Length < pattern.Length && head.EndsWith(".."))
            {
                var low = head[..^2];
                var first = low.TrimEnd("0123456789");
                if (first.Length < low.Length)
                {
                    stem = first.ToString();
                    range = new NumberRange(
                        int.Parse(low[first.Length..], CultureInfo.InvariantCulture),
                        int.Parse(pattern.AsSpan(head.Length), CultureInfo.InvariantCulture),
                        value);
                    return true;
                }
            }

            (stem, range) = ("", default);
            return false;
        }
    }
}
