namespace PrivacyGateway.Fuzz.Generating;

/// <summary>Damages an input in a few places.</summary>
internal static class Mutator
{
    private static readonly byte[][] Tokens =
    [
        .. new[] { "eid=", "&eid=1", ";sid=1", "%65id", "&", ";", "?", "#", "=", "%", "%25", "%3D", "%26", "%00", "+", ",", "nc=1", "nc=0",
            "\n", "\r\n", "wt?", "__1_", "uc700=", "cd=", "[]" }
            .Select(System.Text.Encoding.Latin1.GetBytes),
        [0], [0xFF], [0xC1, 0xA5], [0xE0, 0x81, 0xA5], [0xC3], [0xEF, 0xBB, 0xBF],
    ];

    public static void Mutate(Draft draft, Dice dice, IReadOnlyList<byte[]> seeds)
    {
        for (var count = 1 + dice.Below(4); count > 0; count--)
            MutateOnce(draft, dice, seeds);
    }

    private static void MutateOnce(Draft draft, Dice dice, IReadOnlyList<byte[]> seeds)
    {
        var at = dice.Below(draft.Length + 1);
        var rest = draft.Length - at;
        switch (dice.Below(9))
        {
            case 0 when rest > 0:
                draft.Set(at, (byte)dice.Below(256));
                break;
            case 1 when rest > 0:
                draft.Set(at, (byte)(draft.Span[at] ^ (1 << dice.Below(8))));
                break;
            case 2 when rest > 0:
                draft.Remove(at, 1 + dice.Below(Math.Min(rest, 16)));
                break;
            case 3 when rest > 0 && draft.Length < 4096:
                draft.Insert(dice.Below(draft.Length + 1), draft.Span.Slice(at, 1 + dice.Below(Math.Min(rest, 64))));
                break;
            case 4 when rest > 0:
                EncodeOne(draft, at);
                break;
            case 5 when seeds.Count > 0 && draft.Length < 4096:
                var other = dice.Of(seeds);
                if (other.Length == 0)
                    break;
                var from = dice.Below(other.Length);
                draft.Insert(at, other.AsSpan(from, 1 + dice.Below(Math.Min(other.Length - from, 96))));
                break;
            case 6:
                var start = draft.Length;
                Spelling.Add(draft, dice, Grammar.Name(dice));
                var spelt = draft.Span[start..].ToArray();
                draft.Remove(start, draft.Length - start);
                draft.Insert(at, spelt);
                break;
            default:
                draft.Insert(at, dice.Of(Tokens));
                break;
        }
    }

    private static void EncodeOne(Draft draft, int at)
    {
        var value = draft.Span[at];
        ReadOnlySpan<byte> digits = "0123456789abcdef"u8;
        draft.Set(at, (byte)'%');
        draft.Insert(at + 1, [digits[value >> 4], digits[value & 15]]);
    }
}
