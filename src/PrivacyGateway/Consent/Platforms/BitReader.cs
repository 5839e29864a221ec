namespace PrivacyGateway.Consent.Platforms;

/// <summary>
/// Reads bits, most significant first, from base64url text, six per character.
/// Reading past the end or an invalid character sets <see cref="HasFailed"/>.
/// </summary>
internal ref struct BitReader(ReadOnlySpan<char> text)
{
    /// <summary>The ids are small, so longer codes are invalid.</summary>
    private const int MaxFibonacciBits = 24;

    private readonly ReadOnlySpan<char> _text = text;
    private int _position;

    /// <summary>Whether a read has failed. Every later read returns 0.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Reads the next bits as a number.</summary>
    /// <param name="count">1 to 31.</param>
    public int Read(int count)
    {
        var value = 0;
        for (var i = 0; i < count; i++)
            value = (value << 1) | ReadBit();
        return HasFailed ? 0 : value;
    }

    public bool ReadFlag() => Read(1) == 1;

    /// <summary>Reads a number in Fibonacci coding: a sum of 1, 2, 3, 5 …, the smallest first, terminated by two ones in a row.</summary>
    public int ReadFibonacci()
    {
        var (sum, number, next, wasOne) = (0, 1, 2, false);
        for (var i = 0; i < MaxFibonacciBits; i++)
        {
            var isOne = ReadFlag();
            if (isOne && wasOne)
                return HasFailed ? 0 : sum;
            sum += isOne ? number : 0;
            (number, next, wasOne) = (next, number + next, isOne);
        }

        HasFailed = true;
        return 0;
    }

    public void Skip(int count)
    {
        for (var i = 0; i < count; i++)
            ReadBit();
    }

    private int ReadBit()
    {
        var sextet = _position / 6 < _text.Length ? DecodeSextet(_text[_position / 6]) : -1;
        HasFailed |= sextet < 0;
        return HasFailed ? 0 : (sextet >> (5 - (_position++ % 6))) & 1;
    }

    private static int DecodeSextet(char character) => character switch
    {
        >= 'A' and <= 'Z' => character - 'A',
        >= 'a' and <= 'z' => character - 'a' + 26,
        >= '0' and <= '9' => character - '0' + 52,
        '-' => 62,
        '_' => 63,
        _ => -1,
    };
}
