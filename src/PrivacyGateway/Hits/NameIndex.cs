using System.Globalization;

namespace PrivacyGateway.Hits;

/// <summary>
/// Finds the value for a name, given patterns in the notation of <see cref="VocabularyEntry.Name"/>.
/// The most specific pattern wins: the exact name, then a range of numbers, then any number, then the longest prefix.
/// </summary>
internal sealed class NameIndex<T>
    where T : class
{
    private readonly NameTable<T> _exact;
    private readonly NameTable<NumberRange[]> _numbered;
    private readonly (string Prefix, T Value)[] _prefixes;
    private readonly StringComparison _comparison;

    /// <summary>A bit for each first letter of a prefix, so that most names are not compared with any prefix.</summary>
    private readonly uint _prefixLetters;

    /// <param name="patterns">A later pattern replaces an equal earlier one.</param>
    /// <param name="comparison">Ordinal, case-sensitive or not. If not, patterns must be lower case.</param>
    public NameIndex(IEnumerable<KeyValuePair<string, T>> patterns, StringComparison comparison = StringComparison.Ordinal)
    {
        _comparison = comparison;
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

        _exact = new NameTable<T>(exact, comparison);
        _numbered = new NameTable<NumberRange[]>(
            numbered.ToDictionary(pair => pair.Key, pair => pair.Value.OrderBy(range => range.Last - range.First)
                .ToArray(), StringComparer.Ordinal), comparison);
        _prefixes = [.. prefixes.OrderByDescending(pair => pair.Key.Length).Select(pair => (pair.Key, pair.Value))];
        foreach (var (prefix, _) in _prefixes)
            _prefixLetters |= prefix.Length == 0 ? uint.MaxValue : Bit(prefix[0]);
    }

    public T? Find(ReadOnlySpan<char> name)
    {
        if (_exact.Find(name) is { } value)
            return value;

        var stem = name.Length;
        while (stem > 0 && char.IsAsciiDigit(name[stem - 1]))
            stem--;
        if (stem < name.Length && _numbered.Find(name[..stem]) is { } ranges && FindInRanges(ranges, name[stem..]) is { } numbered)
            return numbered;

        return name.IsEmpty || (_prefixLetters & Bit(name[0])) != 0 ? FindPrefix(name) : null;
    }

    private static T? FindInRanges(NumberRange[] ranges, ReadOnlySpan<char> digits)
    {
        // A number that overflows belongs to the open range.
        var number = 0L;
        foreach (var digit in digits)
            number = Math.Min((number * 10) + (digit - '0'), int.MaxValue);
        foreach (var range in ranges)
        {
            if (number >= range.First && number <= range.Last)
                return range.Value;
        }

        return null;
    }

    private T? FindPrefix(ReadOnlySpan<char> name)
    {
        foreach (var (prefix, value) in _prefixes)
        {
            if (name.StartsWith(prefix, _comparison))
                return value;
        }

        return null;
    }

    private static uint Bit(char letter) => 1u << (letter & 31);

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
