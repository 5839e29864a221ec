using Microsoft.Extensions.Caching.Memory;

namespace PrivacyGateway.Caching;

/// <summary>The in-memory store of the cache, bounded in bytes. The least recently used entries are evicted first.</summary>
internal sealed class ScriptStore : IDisposable
{
    /// <summary>The variant under which notes are stored. No digest has this form.</summary>
    private const string NoteVariant = "#";

    /// <summary>A rough estimate of the memory per entry besides content and strings.</summary>
    private const int Overhead = 1024;

    private const int MebiByte = 1024 * 1024;

    /// <summary>Stale files are retained for a day, because revalidation saves the transfer.</summary>
    private static readonly TimeSpan MinRetention = TimeSpan.FromDays(1);

    private readonly MemoryCache _memory;

    public ScriptStore(int megabytes)
    {
        var bytes = megabytes * (long)MebiByte;
        _memory = new MemoryCache(new MemoryCacheOptions { SizeLimit = bytes, TrackStatistics = true });
        MaxFileBytes = (int)Math.Min(2 * MebiByte, bytes / 4);
    }

    /// <summary>Larger files are not stored.</summary>
    public int MaxFileBytes { get; }

    public (long Entries, long Bytes) Statistics =>
        _memory.GetCurrentStatistics() is { } now ? (now.CurrentEntryCount, now.CurrentEstimatedSize ?? 0) : default;

    public StoredScript? Find(ScriptKey key) => _memory.Get<StoredScript>(key);

    public Note FindNote(ScriptKey key) => _memory.Get<Note>(key with { Variant = NoteVariant }) ?? Note.Empty;

    /// <param name="key">The key, variant included.</param>
    /// <param name="script">The file.</param>
    /// <param name="maxStale">How long the file may be served after it became stale.</param>
    public void Put(ScriptKey key, StoredScript script, TimeSpan maxStale) =>
        Set(key, script, EstimateSize(script) + EstimateSize(key), script.Freshness.Lifetime
            + (maxStale > MinRetention ? maxStale : MinRetention));

    public void PutNote(ScriptKey key, Note note) =>
        Set(key with { Variant = NoteVariant }, note, EstimateSize(key)
            + note.Vary.Sum(static name => name.Length * sizeof(char)), MinRetention);

    public void Remove(ScriptKey key) => _memory.Remove(key);

    public void Clear() => _memory.Clear();

    public void Dispose() => _memory.Dispose();

    /// <summary>
    /// Entries with a query or a variant are evicted first, so made-up URLs and header values cannot push out real files.
    /// </summary>
    private void Set(ScriptKey key, object value, long size, TimeSpan retention) => _memory.Set(key, value, new MemoryCacheEntryOptions
    {
        Size = size,
        AbsoluteExpirationRelativeToNow = retention,
        Priority = key.Target.Contains('?') || key.Variant is not "" and not NoteVariant ? CacheItemPriority.Low : CacheItemPriority.Normal,
    });

    private static long EstimateSize(ScriptKey key) =>
        Overhead + ((key.Target.Length + key.Host.Length + key.Variant.Length) * sizeof(char));

    private static long EstimateSize(StoredScript script) =>
        script.Origin.Body.Length + script.Origin.Fields.Lines.Sum(static line => (line.Key.Length + line.Value.Length) * sizeof(char));

    /// <summary>Metadata of a target, stored separately from its variants.</summary>
    /// <param name="Vary">The request headers that responses depend on.</param>
    /// <param name="BypassUntil">Until when requests bypass the cache, because the response was uncacheable.</param>
    internal sealed record Note(IReadOnlyList<string> Vary, DateTimeOffset BypassUntil = default)
    {
        public static Note Empty { get; } = new([]);
    }
}
