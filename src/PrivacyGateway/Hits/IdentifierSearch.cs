using System.Buffers;

namespace PrivacyGateway.Hits;

/// <summary>
/// Enumerates the identifiers in a decoded text: a name of category identity or contact before <c>=</c> or <c>:</c>. After
/// <c>? &amp; ; # =</c> or at the start, a name before <c>=</c> counts with any value. Elsewhere prose may use the same words, so the name
/// counts only with a value of at least <see cref="MinValueLength"/> letters or digits.
/// </summary>
/// <param name="text">Decoded, in lower case.</param>
internal ref struct IdentifierSearch(ReadOnlySpan<byte> text)
{
    private const int MinValueLength = 8;

    /// <summary>No name is longer, padding included. Bounds the work per separator.</summary>
    private const int MaxNameLength = 128;

    private static readonly SearchValues<byte> NameBytes = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_.-"u8);

    /// <summary>Bytes that JSON, escaped JSON and source code put around a separator.</summary>
    private static readonly SearchValues<byte> Padding = SearchValues.Create(" \t\r\n\"'`\\()[]{}<>"u8);

    /// <summary>Includes the percent sign: digits of an escape do not count as digits of a value.</summary>
    private static readonly SearchValues<byte> IdentityEnds = SearchValues.Create(" \t\r\n\"'`\\()[]{}<>,|&;#?/@=:%"u8);
    private static readonly SearchValues<byte> ContactEnds = SearchValues.Create(" \t\r\n\"'`\\()[]{}<>,|&;#?/=:%"u8);
    private static readonly SearchValues<byte> PairEnds = SearchValues.Create("&;#\n\""u8);

    private readonly ReadOnlySpan<byte> _text = text;
    private int _next;

    /// <summary>The Vocabulary row of the current identifier.</summary>
    public VocabularyEntry Row { get; private set; } = null!;

    /// <summary>The current identifier's value: an id ends at the first delimiter, contact data at the end of its pair.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    public bool MoveNext()
    {
        while (_text[_next..].IndexOfAny((byte)'=', (byte)':') is >= 0 and var offset)
        {
            var separator = _next + offset;
            _next = separator + 1;
            if (!MayEndName(separator) || Find(separator) is not { } row)
                continue;
            Row = row;
            return true;
        }

        return false;
    }

    /// <summary>Rejects most names by their first letters.</summary>
    private readonly bool MayEndName(int separator)
    {
        var start = FindNameStart(_text, separator);
        return start == separator || GuardedNames.MayBeIdentifier(_text[start..separator]) || (start > 0 && IsDropped(_text[start - 1]))
            || HasOtherBytes(start, separator);
    }

    /// <summary>Whether bytes that no name contains precede this position within a pair's name: <c>x-wt-!a=</c>.</summary>
    private readonly bool HasOtherBytes(int start, int separator) => _text[separator] == '=' && !IsBehindPairDelimiter(start);

    private static int FindNameStart(ReadOnlySpan<byte> text, int end)
    {
        while (end > 0 && IsInName(text[end - 1]))
            end--;
        return end;
    }

    /// <summary>Finds an identifier's name without a value at the start of a query or line.</summary>
    public static VocabularyEntry? FindBare(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAny("=&;#"u8);
        if (end >= 0 && text[end] == '=')
            return null;
        var first = end < 0 ? text : text[..end];
        if (first.Contains((byte)'%'))
            return null; // The decoded form is searched as well.
        return GuardedNames.Find(first[(first.LastIndexOf((byte)'?') + 1)..].Trim(" \t\r\n"u8));
    }

    private VocabularyEntry? Find(int separator)
    {
        var head = _text[..separator];
        var end = SkipPadding(head);
        var start = FindNameStart(head, end);
        var row = start < end ? GuardedNames.Find(head[start..end]) : null;
        var isInterrupted = start > 0 && IsDropped(head[start - 1]);
        var isBehindPadding = end < separator && _text[separator] == '=';
        var hasOtherBytes = isBehindPadding || HasOtherBytes(start, separator);
        if (row is null && !isInterrupted && !hasOtherBytes)
            return null;

        var endsName = _text[separator] == '=' && head[end..].TrimStart(" \t\r\n"u8) is [] or [(byte)'[', ..];
        if (row is not null && Accept(row, separator, endsName && IsBehindPairDelimiter(start)))
            return row;

        // "e id=1" and "e%00id=1": some readers drop such bytes, others end the name there.
        if (endsName && isInterrupted && FindInterrupted(head[..end], separator) is { } interrupted)
            return interrupted;
        return hasOtherBytes ? FindByPrefix(head, separator) : null;
    }

    /// <returns>The end of the name before a separator: in <c>eid[0]"</c> the end of <c>eid</c>.</returns>
    private static int SkipPadding(ReadOnlySpan<byte> head)
    {
        var end = head.Length;
        while (end > 0 && Padding.Contains(head[end - 1]))
        {
            var window = head[Math.Max(0, end - MaxNameLength)..end];
            var bracket = head[end - 1] == ']' ? window.LastIndexOf((byte)'[') : -1;
            end = bracket < 0 || window[(bracket + 1)..^1].ContainsAnyExcept(NameBytes) ? end - 1 : end - window.Length + bracket;
        }

        return end;
    }

    /// <summary>
    /// After a known prefix a name may continue with any byte. Any name ends at a NUL or an opening bracket, closed or not.
    /// </summary>
    private VocabularyEntry? FindByPrefix(ReadOnlySpan<byte> head, int separator)
    {
        var name = head[(head.LastIndexOfAny("?&;#="u8) + 1)..];
        while (!name.IsEmpty && IsDropped(name[0]))
            name = name[1..];
        name = name[..Math.Min(name.Length, MaxNameLength)];
        var end = name.IndexOfAny((byte)'[', (byte)0);
        var row = GuardedNames.FindPrefix(name) ?? (end > 0 ? GuardedNames.Find(name[..end].TrimEnd(" \t\r\n"u8)) : null);
        return row is not null && Accept(row, separator, isPair: true) ? row : null;
    }

    private VocabularyEntry? FindInterrupted(ReadOnlySpan<byte> head, int separator)
    {
        Span<byte> name = stackalloc byte[MaxNameLength];
        var first = name.Length;
        var until = name.Length;
        var at = head.Length;
        while (at > 0 && first > 0 && (IsInName(head[at - 1]) || IsDropped(head[at - 1])))
        {
            at--;
            if (head[at] == 0)
                until = first;
            else if (!IsDropped(head[at]))
                name[--first] = head[at];
        }

        if (!IsBehindPairDelimiter(at))
            return null;
        var row = GuardedNames.Find(name[first..]) ?? GuardedNames.Find(name[first..Math.Max(first, until)]);
        return row is not null && Accept(row, separator, isPair: true) ? row : null;
    }

    private readonly bool IsBehindPairDelimiter(int start) =>
        start == 0 || _text[start - 1] is (byte)'?' or (byte)'&' or (byte)';' or (byte)'#' or (byte)'=';

    /// <summary>
    /// The bytes of <see cref="NameBytes"/>, without <see cref="SearchValues"/>: names are too short for vectorization to pay.
    /// </summary>
    private static bool IsInName(byte value) =>
        value >= 'a' ? value <= 'z' : value is (>= (byte)'0' and <= (byte)'9') or (byte)'_' or (byte)'.' or (byte)'-';

    private static bool IsDropped(byte value) => value is <= (byte)' ' or 0x7F;

    private bool Accept(VocabularyEntry row, int separator, bool isPair)
    {
        var rest = _text[(separator + 1)..];
        rest = rest[Math.Max(0, rest.IndexOfAnyExcept(Padding))..];
        var isContact = row.Category == DataCategory.Contact;
        var value = Until(rest, isContact ? ContactEnds : IdentityEnds);
        Value = isContact && isPair ? Until(rest, PairEnds).Trim(" \t\r\n"u8) : value;
        return isPair || IsIdentifier(row, value);
    }

    private static ReadOnlySpan<byte> Until(ReadOnlySpan<byte> text, SearchValues<byte> ends) =>
        text.IndexOfAny(ends) is >= 0 and var end ? text[..end] : text;

    /// <summary><c>one</c> is an English word ("Step one: introduction"), so its value must hold a digit.</summary>
    private static bool IsIdentifier(VocabularyEntry row, ReadOnlySpan<byte> value)
    {
        var (letters, digits) = (0, 0);
        foreach (var character in value)
        {
            if (char.IsAsciiDigit((char)character))
                digits++;
            else if (character >= 0x80 || char.IsAsciiLetter((char)character))
                letters++;
        }

        return letters + digits >= MinValueLength && (digits > 0 || row.Name != "one") && !value.SequenceEqual(Dialect.Redacted[1..^1]);
    }
}
