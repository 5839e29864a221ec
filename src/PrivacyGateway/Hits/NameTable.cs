namespace PrivacyGateway.Hits;

/// <summary>
/// A read-only hash table for a few dozen names. The hash covers the length and three characters: enough to spread
/// these names, and cheaper than hashing every character.
/// </summary>
internal sealed class NameTable<T>
    where T : class
{
    private readonly (string Name, T Value)[][] _buckets;
    private readonly StringComparison _comparison;

    public NameTable(IReadOnlyDictionary<string, T> values, StringComparison comparison)
    {
        _comparison = comparison;
        var mask = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)values.Count * 4 + 1) - 1;
        _buckets = [.. Enumerable.Range(0, mask + 1).Select(bucket => values
        .Where(pair => BucketOf(pair.Key, mask) == bucket)
            .Select(pair => (pair.Key, pair.Value))
            .ToArray())];
    }

    public T? Find(ReadOnlySpan<char> name)
    {
        foreach (var (known, value) in _buckets[BucketOf(name, _buckets.Length - 1)])
        {
            if (name.Equals(known, _comparison))
                return value;
        }

        return null;
    }

    /// <summary>Ignores case, so that one table serves both comparisons.</summary>
    private static int BucketOf(ReadOnlySpan<char> name, int mask) =>
        name.IsEmpty ? 0 : (name.Length + (Fold(name[0]) * 31) + (Fold(name[name.Length / 2]) * 7) + (Fold(name[^1]) * 131)) & mask;

    private static int Fold(char character) => character | 0x20;
}
