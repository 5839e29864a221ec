using System.Text;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Cli.Proving;

/// <summary>Writes a TCF v2 consent string. (IAB Tech Lab, "Consent string and vendor list formats v2", "The core string".)</summary>
internal static class ConsentText
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private const int Purposes = 24;

    public static string Tcf(TcfConfig wanted, DateTimeOffset now)
    {
        var written = now.AddHours(-1).ToUnixTimeMilliseconds() / 100;
        var vendor = wanted.Vendor ?? 1;
        var core = new StringBuilder();
        Add(core, 2, 6);
        Add(core, written, 36);
        Add(core, written, 36);

        // CmpId, CmpVersion, ConsentScreen, ConsentLanguage, VendorListVersion; then TcfPolicyVersion and IsServiceSpecific.
        Add(core, 0, 12 + 12 + 6 + 12 + 12);
        Add(core, 4, 6);
        Add(core, 1, 1);
        Add(core, 0, 1 + 12);
        for (var purpose = 1; purpose <= Purposes; purpose++)
            Add(core, wanted.Purposes.Contains(purpose) ? 1 : 0, 1);
        Add(core, 0, Purposes + 1 + 12);
        AddVendor(core, wanted.Purposes.Count > 0 ? vendor : 0);
        AddVendor(core, 0);
        Add(core, 0, 12);

        var disclosed = new StringBuilder();
        Add(disclosed, 1, 3);
        AddVendor(disclosed, vendor);
        return $"{Encode(core)}.{Encode(disclosed)}";
    }

    private static void AddVendor(StringBuilder bits, int vendor)
    {
        Add(bits, vendor, 16);
        Add(bits, 0, 1);
        for (var id = 1; id <= vendor; id++)
            Add(bits, id == vendor ? 1 : 0, 1);
    }

    private static void Add(StringBuilder bits, long value, int length)
    {
        for (var bit = length - 1; bit >= 0; bit--)
            bits.Append(bit < 63 && (value >> bit & 1) == 1 ? '1' : '0');
    }

    private static string Encode(StringBuilder bits)
    {
        while (bits.Length % 6 != 0)
            bits.Append('0');
        var text = new StringBuilder(bits.Length / 6);
        for (var at = 0; at < bits.Length; at += 6)
            text.Append(Alphabet[Convert.ToInt32(bits.ToString(at, 6), 2)]);
        return text.ToString();
    }
}
