namespace PrivacyGateway.Simulation;

/// <summary>Numbers that a seed determines. (SplitMix64.)</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>From 0 up to, and without, a number.</summary>
    public int Below(int most) => (int)(Next() % (ulong)most);

    public double Fraction() => (Next() >> 11) / (double)(1UL << 53);

    public bool IsLucky(double chance) => Fraction() < chance;

    public TimeSpan Between(double least, double most) => TimeSpan.FromSeconds(least + (Fraction() * (most - least)));

    public T Pick<T>(IReadOnlyList<T> list) => list[Below(list.Count)];
}
