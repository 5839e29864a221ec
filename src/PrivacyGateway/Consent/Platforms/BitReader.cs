namespace PrivacyGateway.Consent.Platforms;

/// <summary>Reads bits, highest first, from base64url text, six a character. Reading beyond the end, or a foreign character, spoils it.</summary>
internal ref struct BitReader(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _position;

    /// <summary>Whether something could not be read; every later value is 0.</summary>
    public bool IsSpoilt { get; private set; }

    /// <summary>The next bits as a number.</summary>
    /// <param name="count">1 to 31.</param>
    public int Read(int count)
    {
        var value = 0;
        for (var i = 0; i < count; i++)
            value = (value << 1) | Bit();
        return IsSpoilt ? 0 : value;
    }

    public bool ReadFlag() => Read(1) == 1;

    public void Skip(int count)
    {
        for (var i = 0; i < count; i++)
            Bit();
    }

    private int Bit()
    {
        var sextet = _position / 6 < _text.Length ? Sextet(_text[_position / 6]) : -1;
        IsSpoilt |= sextet < 0;
        return IsSpoilt ? 0 : (sextet >> (5 - (_position++ % 6))) & 1;
    }

    private static int Sextet(char character) => character switch
    {
        >= 'A' and <= 'Z' => character - 'A',
        >= 'a' and <= 'z' => character - 'a' + 26,
        >= '0' and <= '9' => character - '0' + 52,
        '-' => 62,
        '_' => 63,
        _ => -1,
    };
}
