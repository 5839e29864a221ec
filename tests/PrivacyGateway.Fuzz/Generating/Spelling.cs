namespace PrivacyGateway.Fuzz.Generating;

/// <summary>Odd spellings of a name: everything that the threat model's rows R1 to R3 name, and combinations of it.</summary>
internal static class Spelling
{
    private static readonly string[] Invisible =
    [
        "%00", "%09", "%0A", "%0D", "%20", "+", "%2B", "%7F", "%C2%AD", "%E2%80%8B", "%EF%BB%BF", "%E2%80%8D", "%C2%A0", "%CC%81",
        "%EF%B8%8F", "%0B",
    ];

    private static readonly string[] Endings = ["[]", "%5B%5D", "[0]", "%00x", "%00", "%5B", "%3D", "%3d1", "%26", "%3B"];

    /// <summary>Adds the name, unchanged or disguised.</summary>
    public static void Add(Draft draft, Dice dice, string name)
    {
        if (dice.OneIn(4))
        {
            draft.Add(name);
            return;
        }

        var start = draft.Length;
        if (dice.OneIn(8))
            draft.Add(dice.OneIn(2) ? "?" : dice.Of(Invisible));
        foreach (var letter in name)
        {
            if (dice.OneIn(24))
                draft.Add(dice.Of(Invisible));
            AddLetter(draft, dice, letter);
        }

        if (dice.OneIn(8))
            draft.Add(dice.Of(Endings));
        for (var rounds = dice.OneIn(3) ? dice.Below(8) : 0; rounds > 0; rounds--)
            EncodePercents(draft, start);
    }

    /// <summary>Encodes the value once more, as a page does that nests a URL in a URL.</summary>
    public static void EncodePercents(Draft draft, int start)
    {
        for (var i = start; i < draft.Length; i++)
        {
            if (draft.Span[i] == '%')
                draft.Insert(i + 1, "25"u8);
        }
    }

    private static void AddLetter(Draft draft, Dice dice, char letter)
    {
        var value = (byte)(dice.OneIn(4) ? char.ToUpperInvariant(letter) : letter);
        switch (dice.Below(16))
        {
            case < 4:
                draft.AddHex(value);
                break;
            case 4:
                draft.Add($"%{value:x2}");
                break;
            case 5 when dice.OneIn(4):
                draft.AddHex((byte)(0xC0 | (value >> 6))).AddHex((byte)(0x80 | (value & 0x3F)));
                break;
            case 6 when dice.OneIn(4):
                draft.AddHex(0xE0).AddHex((byte)(0x80 | (value >> 6))).AddHex((byte)(0x80 | (value & 0x3F)));
                break;
            case 7 when dice.OneIn(4):
                AddEncoded(draft, ((char)(value - 0x20 + 0xFF00)).ToString());
                break;
            case 8 when dice.OneIn(4):
                AddEncoded(draft, letter switch { 'i' => "ı", 's' => "ſ", 'e' => "ℯ", 'd' => "ⅆ", _ => letter.ToString() });
                break;
            case 9 when dice.OneIn(8):
                draft.Add($"%u00{value:X2}");
                break;
            default:
                draft.Add(value);
                break;
        }
    }

    private static void AddEncoded(Draft draft, string text)
    {
        foreach (var value in System.Text.Encoding.UTF8.GetBytes(text))
            draft.AddHex(value);
    }
}
