namespace PrivacyGateway.Hits;

/// <summary>
/// The cookies of a request, pair by pair, from the raw headers. Nothing is decoded, unquoted or merged:
/// two cookies of one name are two cookies (ASP.NET Core's collection would keep the last).
/// </summary>
internal readonly struct CookieLines
{
    private readonly IReadOnlyList<HeaderLine> _headers;
    private readonly int _first;
    private readonly int _end;

    /// <summary>Finds the first and last <c>Cookie</c> header once, because every signal enumerates the cookies.</summary>
    public CookieLines(IReadOnlyList<HeaderLine> headers)
    {
        _headers = headers;
        _first = headers.Count;
        for (var i = headers.Count - 1; i >= 0; i--)
        {
            if (!headers[i].Is("Cookie"))
                continue;
            _first = i;
            _end = Math.Max(_end, i + 1);
        }
    }

    public Enumerator GetEnumerator() => new(_headers, _first, _end);

    /// <summary>Whether a cookie of exactly this name is present and not empty.</summary>
    public bool HasValue(string name)
    {
        foreach (var cookie in this)
        {
            if (cookie.Name.SequenceEqual(name) && !cookie.Value.IsEmpty)
                return true;
        }

        return false;
    }

    /// <summary>Enumerates all <c>Cookie</c> headers. <c>Current</c> is valid until the next <c>MoveNext</c>.</summary>
    public ref struct Enumerator(IReadOnlyList<HeaderLine> headers, int first, int end)
    {
        private int _line = first - 1;
        private ReadOnlySpan<char> _rest;
        private bool _isAfterComma;

        public CookiePair Current { get; private set; }

        public bool MoveNext()
        {
            while (true)
            {
                if (!_rest.IsEmpty)
                {
                    var pairEnd = FoldedCookies.FindPairEnd(_rest);
                    var endsAtComma = pairEnd < _rest.Length && _rest[pairEnd] == ',';
                    Current = new CookiePair(_rest[..pairEnd].Trim(" \t"), endsAtComma || _isAfterComma);
                    _rest = pairEnd == _rest.Length ? [] : _rest[(pairEnd + 1)..];
                    _isAfterComma = endsAtComma;
                    return true;
                }

                do
                {
                    if (++_line >= end)
                        return false;
                }
                while (!headers[_line].Is("Cookie"));
                _rest = headers[_line].Value;
            }
        }
    }
}
