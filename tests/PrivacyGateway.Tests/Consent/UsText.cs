using System.Text;

namespace PrivacyGateway.Tests.Consent;

/// <summary>Writes the US national section of a GPP string and a GPP header bit by bit, independently of the readers.</summary>
internal static class UsText
{
    /// <summary>Two single ids below 12 in Fibonacci coding.</summary>
    private static readonly string[] Fibonacci = [
        "", "11", "011", "0011", "1011", "00011", "10011", "01011", "000011", "100011", "010011", "001011"];

    /// <param name="version">Of the section.</param>
    /// <param name="sale">0 does not apply, 1 opted out, 2 did not.</param>
    /// <param name="sharing">The same.</param>
    /// <param name="advertising">The same.</param>
    public static string Write(int version = 1, int sale = 2, int sharing = 2, int advertising = 2)
    {
        var bits = new StringBuilder();
        TcFields.Add(bits, version, 6);
        for (var notice = 0; notice < 6; notice++)
            TcFields.Add(bits, 1, 2);
        TcFields.Add(bits, sale, 2);
        TcFields.Add(bits, sharing, 2);
        TcFields.Add(bits, advertising, 2);
        bits.Append('0', version == 1 ? 2 * (12 + 2 + 1) : 2 * (16 + 3 + 1));
        TcFields.Add(bits, 2, 2);
        bits.Append('0', 2 * 2);
        return TcFields.Pack(bits);
    }

    public static string Header(int first, int second)
    {
        var bits = new StringBuilder("000011000001000000000010");
        bits.Append('0').Append(Fibonacci[first]).Append('0').Append(Fibonacci[second - first]);
        return TcFields.Pack(bits);
    }
}
