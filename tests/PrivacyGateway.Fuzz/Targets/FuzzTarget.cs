using PrivacyGateway.Fuzz.Generating;

namespace PrivacyGateway.Fuzz.Targets;

/// <summary>A part of the gateway that reads input of unknown clients, and its invariants for every input.</summary>
internal abstract class FuzzTarget(string name)
{
    public string Name => name;

    /// <summary>The real pixel's input for this target.</summary>
    public abstract IReadOnlyList<byte[]> Seeds { get; }

    /// <exception cref="Finding">A violated invariant. Any other exception is a finding, too.</exception>
    public abstract void Run(ReadOnlySpan<byte> input);

    /// <summary>An input: a damaged seed, one from the grammar, or noise.</summary>
    public void Generate(Draft draft, Dice dice)
    {
        draft.Clear();
        var kind = dice.Below(20);
        if (kind < 6 && Seeds.Count > 0)
            draft.Add(dice.Of(Seeds));
        else if (kind < 19)
            AddFromGrammar(draft, dice);
        else
            AddNoise(draft, dice);

        if (kind is < 6 or > 13)
            Mutator.Mutate(draft, dice, Seeds);
        if (dice.OneIn(20_000))
            Stretch(draft, dice);
    }

    protected abstract void AddFromGrammar(Draft draft, Dice dice);

    private static void AddNoise(Draft draft, Dice dice)
    {
        for (var count = dice.Below(48); count > 0; count--)
            draft.Add((byte)dice.Below(256));
    }

    /// <summary>Occasionally one as long as a request may be.</summary>
    private static void Stretch(Draft draft, Dice dice)
    {
        var unit = draft.Length is > 0 and < 64 && dice.OneIn(2)
            ? draft.Span.ToArray() : dice.Of<byte[]>(["%25"u8.ToArray(), "&"u8.ToArray(), ";"u8.ToArray(), "=a&"u8.ToArray()]);
        while (draft.Length < 40_000)
            draft.Add(unit);
    }
}
