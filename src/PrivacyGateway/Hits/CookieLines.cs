namespace PrivacyGateway.Hits;

/// <summary>
/// The cookies of a request, pair by pair, from the raw lines. Nothing is decoded, unquoted or merged:
/// two cookies of one name are two cookies (the platform's collection would keep the last).
/// </summary>
internal readonly struct CookieLines
{
    private readonly IReadOnlyList<HeaderLine> _headers;
    private readonly int _first;
    private readonly int _behind;

    /// <summary>Every signal reads them, so they are looked for once.</summary>
    public CookieLines(IReadOnlyList<HeaderLine> headers)
    {
        _headers = headers;
        _first = headers.Count;
        for (var i = headers.Count - 1; i >= 0; i--)
        {
            if (!headers[i].Is("Cookie"))
                continue;
            _first = i;
            _behind = Math.Max(_behind, i + 1);
        }
    }

    public Enumerator GetEnumerator() => new(_headers, _first, _behind);

    /// <summary>Whether a cookie of exactly this name is there and not empty.</summary>
    public bool Show(string name)
    {
        foreach (var cookie in this)
        {
            if (cookie.Name.SequenceEqual(name) && !cookie.Value.IsEmpty)
                return true;
        }

        return false;
    }

    /// <summary>Walks all lines; <c>Current</c> is valid until the next step.</summary>
    public ref struct Enumerator(IReadOnlyList<HeaderLine> headers, int first, int behind)
    {
        private int _line = first - 1;
        private ReadOnlySpan<char> _rest;

        public CookiePair Current { get; private set; }

        public bool MoveNext()
        {
            while (true)
            {
                if (!_rest.IsEmpty)
                {
                    var end = _rest.IndexOf(';');
                    var raw = end < 0 ? _rest : _rest[..end];
                    _rest = end < 0 ? [] : _rest[(end + 1)..];
                    Current = new CookiePair(raw.Trim(" \t"));
                    return true;
                }

                do
                {
                    if (++_line >= behind)
                        return false;
                }
                while (!headers[_line].Is("Cookie"));
                _rest = headers[_line].Value;
            }
        }
    }
}
