using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace PrivacyGateway.Hits;

/// <summary>
/// Finds the row of an identifier's name. The guard shares the rows of the <see cref="Vocabulary"/> with the rewriter but none of its code,
/// so that it catches the rewriter's mistakes.
/// </summary>
internal static class GuardedNames
{
    /// <summary>No exact name is longer. Longer names are compared with prefixes only.</summary>
    private const int MaxLength = 32;

    /// <summary>The low bits of a letter, which are unique among letters and the same in either case.</summary>
    private const int LetterBits = 31;

    private static readonly VocabularyEntry[] Rows = [.. Vocabulary.In(NameLocation.Parameter)
        .Where(row => row.Category is DataCategory.Identity or DataCategory.Contact)];

    private static readonly FrozenDictionary<string, VocabularyEntry>.AlternateLookup<ReadOnlySpan<char>> Exact = Rows
        .Where(row => row.Name.AsSpan().IndexOfAny("*#") < 0 && !row.Name.Contains("..", StringComparison.Ordinal))
        .ToFrozenDictionary(row => row.Name, StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly (byte[] Prefix, VocabularyEntry Row)[] Prefixes =
        [.. Rows.Where(row => row.Name.EndsWith('*')).OrderByDescending(row => row.Name.Length)
            .Select(row => (Encoding.ASCII.GetBytes(row.Name[..^1]), row))];

    private static readonly (string Name, bool IsPrefix, VocabularyEntry Row)[] Cookies =
        [.. Vocabulary.In(NameLocation.Cookie).Select(row => (row.Name.TrimEnd('*'), row.Name.EndsWith('*'), row))];

    private static readonly (byte[] Stem, int First, int Last, VocabularyEntry Row)[] Numbered = [.. Rows.SelectMany(ReadNumbers)];

    /// <summary>
    /// A bit for each pair of letters that an identifier's name begins with. Rejects most names of a hit without a lookup.
    /// </summary>
    private static readonly uint[] FirstPairs = CollectPairs(Rows, 0);
    private static readonly uint[] SecondPairs = CollectPairs(Rows, 1);
    private static readonly uint[] CookieFirstPairs = CollectPairs(Vocabulary.In(NameLocation.Cookie), 0);

    /// <summary>Cheap pre-check: false for most names that are not in the Vocabulary as identifying.</summary>
    /// <param name="name">In lower case.</param>
    public static bool MayBeIdentifier(ReadOnlySpan<byte> name) =>
        name.Length > 1 && (FirstPairs[name[0] & LetterBits] & (1u << (name[1] & LetterBits))) != 0
        && (name.Length == 2 || (SecondPairs[name[1] & LetterBits] & (1u << (name[2] & LetterBits))) != 0);

    /// <param name="name">In lower case.</param>
    /// <returns>Null if the name is not an identifier.</returns>
    public static VocabularyEntry? Find(ReadOnlySpan<byte> name)
    {
        if (!MayBeIdentifier(name))
            return null;

        Span<char> text = stackalloc char[MaxLength];
        if (name.Length <= MaxLength && Encoding.Latin1.TryGetChars(name, text, out var length)
            && Exact.TryGetValue(text[..length], out var exact))
            return exact;
        return FindNumbered(name) ?? FindPrefix(name);
    }

    /// <summary>Finds the row of a vendor cookie; null for any other cookie.</summary>
    public static VocabularyEntry? FindCookie(ReadOnlySpan<char> name)
    {
        if (name.Length < 2 || (CookieFirstPairs[name[0] & LetterBits] & (1u << (name[1] & LetterBits))) == 0)
            return null;
        foreach (var (known, isPrefix, row) in Cookies)
        {
            if (isPrefix
                ? name.StartsWith(known, StringComparison.OrdinalIgnoreCase) : name.Equals(known, StringComparison.OrdinalIgnoreCase))
                return row;
        }

        return null;
    }

    public static bool IsIdentityCookie(ReadOnlySpan<char> name) =>
        FindCookie(name)?.Category is DataCategory.Identity or DataCategory.EverId;

    private static VocabularyEntry? FindNumbered(ReadOnlySpan<byte> name)
    {
        var stem = name.TrimEnd("0123456789"u8);
        if (stem.Length == name.Length)
            return null;
        foreach (var (known, first, last, row) in Numbered)
        {
            if (stem.SequenceEqual(known) && IsBetween(name[stem.Length..], first, last))
                return row;
        }

        return null;
    }

    /// <summary>Leading zeros are ignored. A number that overflows belongs to the open range.</summary>
    private static bool IsBetween(ReadOnlySpan<byte> digits, int first, int last)
    {
        var number = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : int.MaxValue;
        return number >= first && number <= last;
    }

    /// <summary>Finds the row whose prefix the name begins with.</summary>
    /// <param name="name">In lower case.</param>
    public static VocabularyEntry? FindPrefix(ReadOnlySpan<byte> name)
    {
        foreach (var (prefix, row) in Prefixes)
        {
            if (name.StartsWith(prefix))
                return row;
        }

        return null;
    }

    private static IEnumerable<(byte[] Stem, int First, int Last, VocabularyEntry Row)> ReadNumbers(VocabularyEntry row)
    {
        if (row.Name.EndsWith('#'))
            return [(Encoding.ASCII.GetBytes(row.Name[..^1]), 0, int.MaxValue, row)];
        if (row.Name.Split("..") is not [var from, var until])
            return [];
        var stem = from.TrimEnd("0123456789".ToCharArray());
        return [(Encoding.ASCII.GetBytes(stem), int.Parse(from.AsSpan(stem.Length), CultureInfo.InvariantCulture),
            int.Parse(until, CultureInfo.InvariantCulture), row)];
    }

    private static uint[] CollectPairs(IEnumerable<VocabularyEntry> rows, int at)
    {
        var pairs = new uint[LetterBits + 1];
        foreach (var name in rows.Select(row => row.Name).Where(name => name.Length > at + 1))
            pairs[name[at] & LetterBits] |= name[at + 1] is '*' or '#' ? uint.MaxValue : 1u << (name[at + 1] & LetterBits);
        return pairs;
    }
}
