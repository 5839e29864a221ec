using System.Text;

namespace PrivacyGateway.Forwarding;

/// <summary>
/// Detects HTTP/2 requests whose <c>host</c> header contradicts their <c>:authority</c>. Kestrel replaces one by the other before the
/// pipeline, so the watch compares them where Kestrel decodes header values; one watch per connection.
/// </summary>
internal sealed class AuthorityWatch
{
    /// <summary>
    /// Contradictions whose request never reaches the pipeline, because its
    /// stream was reset. Beyond this, all requests of the connection are refused.
    /// </summary>
    private const int MaxPending = 64;

    private static readonly AsyncLocal<AuthorityWatch?> Current = new();

    private static readonly Listener Authority = new((watch, value) => watch._authority = value);
    private static readonly Listener Path = new((watch, value) => watch._target = value);
    private static readonly Listener Host = new((watch, value) => watch.Compare(value));

    private readonly Lock _lock = new();

    /// <summary>
    /// Counts of contradicting requests that have not reached the pipeline; null until the first one, because most connections have none.
    /// </summary>
    private Dictionary<(string Authority, string Target), int>? _pending;

    private bool _isFull;

    // The fields of the header block being decoded: a connection decodes one block at a time, pseudo-headers first. Values of an
    // earlier block are harmless, because the lookup uses the authority of the actual request.
    private string? _authority;
    private string? _target;

    /// <summary>Starts the watch of a new connection; it flows with the connection's async context.</summary>
    public static void Begin() => Current.Value = new AuthorityWatch();

    /// <summary>Latin-1, one character per byte; for the three relevant headers an encoding that also notifies the watch.</summary>
    public static Encoding EncodingFor(string header) => header switch
    {
        ":authority" => Authority,
        ":path" => Path,
        "Host" or "host" => Host,
        _ => Encoding.Latin1,
    };

    /// <summary>Whether the request had a host header that contradicts its authority.</summary>
    /// <param name="authority">The request's host.</param>
    /// <param name="target">The raw request target.</param>
    public static bool Contradicts(string authority, string target) =>
        Current.Value is { } watch && watch.Take((authority, target));

    private bool Take((string Authority, string Target) request)
    {
        lock (_lock)
        {
            if (_pending is null || !_pending.TryGetValue(request, out var count))
                return _isFull;
            if (count == 1)
                _pending.Remove(request);
            else
                _pending[request] = count - 1;
            return true;
        }
    }

    private void Compare(string host)
    {
        if (_authority is not { } authority || _target is not { } target
            || string.Equals(authority, host, StringComparison.OrdinalIgnoreCase))
            return;

        lock (_lock)
        {
            _pending ??= [];
            _isFull |= _pending.Count >= MaxPending;
            if (!_isFull)
                _pending[(authority, target)] = _pending.GetValueOrDefault((authority, target)) + 1;
        }
    }

    /// <summary>Latin-1 that passes each decoded value to the watch.</summary>
    private sealed class Listener(Action<AuthorityWatch, string> onDecoded) : Encoding
    {
        public override int GetByteCount(char[] chars, int index, int count) => Latin1.GetByteCount(chars, index, count);

        public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
            Latin1.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

        public override int GetCharCount(byte[] bytes, int index, int count) => count;

        public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
        {
            if (Current.Value is { } watch)
                onDecoded(watch, Latin1.GetString(bytes, byteIndex, byteCount));
            return Latin1.GetChars(bytes, byteIndex, byteCount, chars, charIndex);
        }

        public override int GetMaxByteCount(int charCount) => charCount;

        public override int GetMaxCharCount(int byteCount) => byteCount;
    }
}
