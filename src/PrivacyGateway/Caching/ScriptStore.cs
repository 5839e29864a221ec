using Microsoft.Extensions.Caching.Memory;

namespace PrivacyGateway.Caching;

/// <summary>The memory, bounded in bytes; what was used least recently goes first.</summary>
internal sealed class ScriptStore : IDisposable
{
    /// <summary>No digest has this form.</summary>
    private const string NoteVariant = "#";

    /// <summary>Objects, tables and both keys' other parts, roughly.</summary>
    private const int Overhead = 1024;

    private const int MebiByte = 1024 * 1024;

    /// <summary>What must be confirmed anyway is kept for a day, to save its transfer.</summary>
    private static readonly TimeSpan LeastKept = TimeSpan.FromDays(1);

    private readonly MemoryCache _memory;

    public ScriptStore(int megabytes)
    {
        var bytes = megabytes * (long)MebiByte;
        _memory = new MemoryCache(new MemoryCacheOptions { SizeLimit = bytes, TrackStatistics = true });
        LargestFile = (int)Math.Min(2 * MebiByte, bytes / 4);
    }

    /// <summary>Bytes of one file; a larger one is not kept.</summary>
    public int LargestFile { get; }

    public (long Entries, long Bytes) Reading => _memory.GetCurrentStatistics() is { } now ? (now.CurrentEntryCount, now.CurrentEstimatedSize ?? 0) : default;

    public StoredScript? Find(ScriptKey key) => _memory.Get<StoredScript>(key);

    public ScriptNote NoteOf(ScriptKey key) => _memory.Get<ScriptNote>(key with { Variant = NoteVariant }) ?? ScriptNote.Blank;

    /// <param name="key">With its variant.</param>
    /// <param name="script">What is kept.</param>
    /// <param name="afterwards">How long after its time it may still be of use.</param>
    public void Put(ScriptKey key, StoredScript script, TimeSpan afterwards) =>
        Set(key, script, SizeOf(script) + SizeOf(key), script.Freshness.Lifetime + (afterwards > LeastKept ? afterwards : LeastKept));

    public void PutNote(ScriptKey key, ScriptNote note) =>
        Set(key with { Variant = NoteVariant }, note, SizeOf(key) + note.Vary.Sum(static name => name.Length * sizeof(char)), LeastKept);

    public void Remove(ScriptKey key) => _memory.Remove(key);

    public void Clear() => _memory.Clear();

    public void Dispose() => _memory.Dispose();

    /// <summary>Who invents queries or header values fills the memory with what nobody else asks for: that goes before all else.</summary>
    private void Set(ScriptKey key, object value, long size, TimeSpan kept) => _memory.Set(key, value, new MemoryCacheEntryOptions
    {
        Size = size,
        AbsoluteExpirationRelativeToNow = kept,
        Priority = key.Target.Contains('?') || key.Variant is not "" and not NoteVariant ? CacheItemPriority.Low : CacheItemPriority.Normal,
    });

    private static long SizeOf(ScriptKey key) => Overhead + ((key.Target.Length + key.Host.Length + key.Variant.Length) * sizeof(char));

    private static long SizeOf(StoredScript script) =>
        script.Origin.Body.Length + script.Origin.Fields.Lines.Sum(static line => (line.Key.Length + line.Value.Length) * sizeof(char));
}
