using System.Buffers;
using System.Text;

namespace PrivacyGateway.Hits;

/// <summary>
/// The identifier values of an anonymous hit. They must not be forwarded under any other name either. They are collected from the request
/// as received, without the rewriter. Only values of category identity and contact count, with at least <see cref="MinLength"/>
/// characters and as whole words, so that a page's own text is not affected.
/// </summary>
internal sealed class StrippedValues
{
    private const int MinLength = 8;

    /// <summary>The minimum length of an id inside a composite cookie; shorter parts are track ids and times.</summary>
    private const int MinPieceLength = 16;

    /// <summary>A visitor has a few identifiers. Bounds the work for a client that sends made-up ones.</summary>
    private const int MaxValues = 16;

    /// <summary>Enough for the identifiers of a typical hit.</summary>
    private const int InitialCapacity = 64;

    private const byte Terminator = (byte)'\n';

    private static readonly SearchValues<byte> WordBytes = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_.-"u8);
    private static readonly SearchValues<byte> PieceEnds = SearchValues.Create(";|#,&?\n"u8);

    /// <summary>
    /// Words that the gateway writes into headers itself. They cannot identify a visitor, even if a client sends one as an id.
    /// </summary>
    private static readonly byte[] GatewayWords = Encoding.ASCII.GetBytes(
        $"{HeaderNames.AnyUserAgent} {HeaderNames.LoopToken}".ToLowerInvariant());

    /// <summary>The values, concatenated, each followed by <see cref="Terminator"/>, which no value contains.</summary>
    private byte[] _values = [];
    private int _length;
    private int _count;

    /// <summary>Whether all values consist of <see cref="WordBytes"/>, which need no encoding.</summary>
    private bool _areWords = true;

    private StrippedValues()
    {
    }

    /// <summary>For a hit without identifiers, or one whose original request is no longer available.</summary>
    public static StrippedValues None { get; } = new();

    public bool IsEmpty => _count == 0;

    private ValueEnumerator Values => new(_values.AsSpan(0, _length));

    /// <param name="hit">The hit as received.</param>
    public static StrippedValues From(Hit hit)
    {
        var values = new StrippedValues();
        values.AddFrom(hit.Target.PathAndQuery.Span, hit.Target.Path);
        if (hit.BodyFormat == BodyFormat.Text)
            values.AddFromLines(hit.PlainBody.Span, hit.Target.Path);
        for (var i = 0; i < hit.Headers.Count; i++)
        {
            if (hit.Headers[i].Is("Cookie"))
                values.AddFromCookies(hit.Headers[i].Value, hit.Target.Path);
        }

        return values.IsEmpty ? None : values;
    }

    /// <param name="text">Normalized by <see cref="GuardedDecoder"/>: lower case, <c>+</c> as a space.</param>
    public bool OccurIn(ReadOnlySpan<byte> text) => TryFind(text, out _, out _);

    /// <param name="text">Normalized: lower case, <c>+</c> as a space.</param>
    /// <param name="start">The start of the value found.</param>
    /// <param name="end">The end of the value found.</param>
    /// <returns>False if no value occurs in the text.</returns>
    public bool TryFind(ReadOnlySpan<byte> text, out int start, out int end)
    {
        foreach (var value in Values)
        {
            start = IndexOfWord(text, value);
            end = start + value.Length;
            if (start >= 0)
                return true;
        }

        (start, end) = (0, 0);
        return false;
    }

    /// <param name="raw">The bytes to be sent.</param>
    public bool OccurInRaw(ReadOnlySpan<byte> raw)
    {
        if (IsEmpty)
            return false;
        var room = ArrayPool<byte>.Shared.Rent(raw.Length);
        raw.CopyTo(room);
        var text = room.AsSpan(0, raw.Length);
        GuardedDecoder.Normalize(text);
        var found = MayOccurIn(text) && (OccurIn(text) || (GuardedDecoder.TryDecode(text, out var length) && OccurIn(text[..length])));
        ArrayPool<byte>.Shared.Return(room);
        return found;
    }

    /// <summary>
    /// Avoids decoding for most texts: a word without escapes also occurs in the raw text, although digits of an escape may adjoin it.
    /// </summary>
    private bool MayOccurIn(ReadOnlySpan<byte> text)
    {
        if (!_areWords || GuardedDecoder.HasEncodedWords(text))
            return true;
        foreach (var value in Values)
        {
            if (text.IndexOf(value) >= 0)
                return true;
        }

        return false;
    }

    private static bool ContainsWord(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) => IndexOfWord(text, word) >= 0;

    private static int IndexOfWord(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word)
    {
        for (var from = 0; text[from..].IndexOf(word) is >= 0 and var offset;)
        {
            var at = from + offset;
            var end = at + word.Length;
            if ((at == 0 || !char.IsAsciiLetterOrDigit((char)text[at - 1]))
                && (end == text.Length || !char.IsAsciiLetterOrDigit((char)text[end])))
                return at;
            from = at + 1;
        }

        return -1;
    }

    private void AddFromLines(ReadOnlySpan<byte> body, ReadOnlySpan<byte> path)
    {
        while (!body.IsEmpty && _count < MaxValues)
        {
            var feed = body.IndexOf((byte)'\n');
            AddFrom(feed < 0 ? body : body[..feed], path);
            body = feed < 0 ? [] : body[(feed + 1)..];
        }
    }

    private void AddFrom(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> path)
    {
        var room = ArrayPool<byte>.Shared.Rent(Math.Max(raw.Length, 1));
        raw.CopyTo(room);
        var text = room.AsSpan(0, raw.Length);
        GuardedDecoder.TryDecode(text, out var length);
        var identifiers = new IdentifierSearch(text[..length]);
        while (identifiers.MoveNext())
        {
            if (!identifiers.Row.HasCommonValue)
                Add(identifiers.Value, path);
        }

        ArrayPool<byte>.Shared.Return(room);
    }

    private void AddFromCookies(ReadOnlySpan<char> line, ReadOnlySpan<byte> path)
    {
        foreach (var range in line.Split(';'))
        {
            var cookie = line[range].Trim();
            var equals = cookie.IndexOf('=');
            if (equals >= 0 && GuardedNames.IsIdentityCookie(cookie[..equals].TrimEnd()))
                AddCookie(cookie[(equals + 1)..].Trim(" \t\""), path);
        }
    }

    private void AddCookie(ReadOnlySpan<char> value, ReadOnlySpan<byte> path)
    {
        var room = ArrayPool<byte>.Shared.Rent(Math.Max(value.Length, 1));
        Encoding.Latin1.GetBytes(value, room);
        var text = room.AsSpan(0, value.Length);
        GuardedDecoder.TryDecode(text, out var length);
        text = text[..length];
        if (!text.ContainsAny(PieceEnds))
        {
            Add(text, path);
        }
        else
        {
            // Older pixels store ";<track id>|<ever-id>#<time>".
            foreach (var range in text.SplitAny(PieceEnds))
            {
                if (text[range].Length >= MinPieceLength)
                    Add(text[range], path);
            }
        }

        ArrayPool<byte>.Shared.Return(room);
    }

    private void Add(ReadOnlySpan<byte> value, ReadOnlySpan<byte> path)
    {
        // Every path contains a track id.
        if (value.Length < MinLength || _count == MaxValues || ContainsWord(path, value) || ContainsWord(GatewayWords, value)
            || IsKnown(value))
            return;
        if (_length + value.Length >= _values.Length)
            Array.Resize(ref _values, Math.Max(InitialCapacity, (_length + value.Length) * 2));
        value.CopyTo(_values.AsSpan(_length));
        _length += value.Length;
        _values[_length++] = Terminator;
        _count++;
        _areWords &= !value.ContainsAnyExcept(WordBytes);
    }

    private bool IsKnown(ReadOnlySpan<byte> value)
    {
        foreach (var known in Values)
        {
            if (value.SequenceEqual(known))
                return true;
        }

        return false;
    }

    private ref struct ValueEnumerator(ReadOnlySpan<byte> rest)
    {
        private ReadOnlySpan<byte> _rest = rest;

        public ReadOnlySpan<byte> Current { get; private set; }

        public readonly ValueEnumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_rest.IsEmpty)
                return false;
            var end = _rest.IndexOf(Terminator);
            Current = _rest[..end];
            _rest = _rest[(end + 1)..];
            return true;
        }
    }
}
