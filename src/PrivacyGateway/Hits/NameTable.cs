namespace PrivacyGateway.Hits;

/// <summary>
/// Values by name, for a few dozen names that never change. Length and three characters choose where to look, which is enough to tell
/// these names apart and costs less than a hash over all of them.
/// </summary>
internal sealed class NameTable<T>
    where T : class
{
    private readonly (string Name, T Value)[][] _places;
    private readonly StringComparison _comparison;

    public NameTable(IReadOnlyDictionary<string, T> values, StringComparison comparison)
    {
        _comparison = comparison;
        var mask = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)values.Count * 4 + 1) - 1;
        _places = [.. Enumerable.Range(0, mask + 1).Select(place => values
            .Where(pair => PlaceOf(pair.Key, mask) == place)
            .Select(pair => (pair.Key, pair.Value))
            .ToArray())];
    }

    public T? Find(ReadOnlySpan<char> name)
    {
        foreach (var (known, value) in _places[PlaceOf(name, _places.Length - 1)])
        {
            if (name.Equals(known, _comparison))
                return value;
        }

        return null;
    }

    /// <summary>The same for a letter in either case, so that one table serves both comparisons.</summary>
    private static int PlaceOf(ReadOnlySpan<char> name, int mask) =>
        name.IsEmpty ? 0 : (name.Length + (Fold(name[0]) * 31) + (Fold(name[name.Length / 2]) * 7) + (Fold(name[^1]) * 131)) & mask;

    private static int Fold(char character) => character | 0x20;
}
