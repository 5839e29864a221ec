using System.Text;

namespace PrivacyGateway.Forwarding;

/// <summary>
/// Remembers requests whose <c>host</c> field contradicts their <c>:authority</c>. Kestrel puts the one in the place of the other
/// before anybody can compare them, so this listens where header values are decoded; one watch for each connection.
/// </summary>
internal sealed class AuthorityWatch
{
    /// <summary>Contradictions that nobody came to ask for, because their stream was reset; from then on the whole connection is refused.</summary>
    private const int MostOpen = 64;

    private static readonly AsyncLocal<AuthorityWatch?> Current = new();

    private static readonly Listener Authority = new((watch, value) => watch._authority = value);
    private static readonly Listener Path = new((watch, value) => watch._target = value);
    private static readonly Listener Host = new((watch, value) => watch.Compare(value));

    private readonly Lock _lock = new();

    /// <summary>How many such requests are under way; null until the first one, for nearly every connection stays without.</summary>
    private Dictionary<(string Authority, string Target), int>? _open;

    private bool _isFull;

    // The fields of the header block that is being decoded: a connection decodes one at a time, pseudo-headers first. What an
    // earlier block left here cannot harm, because it is looked up with the authority that the request really has.
    private string? _authority;
    private string? _target;

    /// <summary>For a new connection; what runs within it finds its own watch.</summary>
    public static void Begin() => Current.Value = new AuthorityWatch();

    /// <summary>Latin-1, so that each byte is one character; for the three fields of interest one that listens.</summary>
    public static Encoding EncodingFor(string header) => header switch
    {
        ":authority" => Authority,
        ":path" => Path,
        "Host" or "host" => Host,
        _ => Encoding.Latin1,
    };

    /// <summary>Whether a request came with a host field that says something else than its authority.</summary>
    /// <param name="authority">The host it is served for.</param>
    /// <param name="target">Its raw target.</param>
    public static bool Contradicts(string authority, string target) =>
        Current.Value is { } watch && watch.Take((authority, target));

    private bool Take((string Authority, string Target) request)
    {
        lock (_lock)
        {
            if (_open is null || !_open.TryGetValue(request, out var count))
                return _isFull;
            if (count == 1)
                _open.Remove(request);
            else
                _open[request] = count - 1;
            return true;
        }
    }

    private void Compare(string host)
    {
        if (_authority is not { } authority || _target is not { } target || string.Equals(authority, host, StringComparison.OrdinalIgnoreCase))
            return;

        lock (_lock)
        {
            _open ??= [];
            _isFull |= _open.Count >= MostOpen;
            if (!_isFull)
                _open[(authority, target)] = _open.GetValueOrDefault((authority, target)) + 1;
        }
    }

    /// <summary>Latin-1 that tells what it decoded.</summary>
    private sealed class Listener(Action<AuthorityWatch, string> tell) : Encoding
    {
        public override int GetByteCount(char[] chars, int index, int count) => Latin1.GetByteCount(chars, index, count);

        public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
            Latin1.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

        public override int GetCharCount(byte[] bytes, int index, int count) => count;

        public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
        {
            if (Current.Value is { } watch)
                tell(watch, Latin1.GetString(bytes, byteIndex, byteCount));
            return Latin1.GetChars(bytes, byteIndex, byteCount, chars, charIndex);
        }

        public override int GetMaxByteCount(int charCount) => charCount;

        public override int GetMaxCharCount(int byteCount) => byteCount;
    }
}
