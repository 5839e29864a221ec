using System.Text;

namespace PrivacyGateway.TestSupport;

/// <summary>
/// Searches for values, not for names, in forwarded bytes: it does not use the gateway's tables of identifiers,
/// so a row that is missing in the gateway's tables cannot be missing here too.
/// </summary>
public static class WireJudge
{
    /// <summary>A shorter value occurs by chance in any request, and a finding would mean nothing.</summary>
    public const int ShortestValue = 4;

    /// <summary>
    /// Every one of the values that can be read in the bytes: unchanged, percent-decoded to a fixed point (at most
    /// six rounds, <c>+</c> also as a space) and without the pixel's obfuscation; the case does not matter.
    /// A value may be given in clear or percent-encoded, as a capture has it: its clear form is searched for too.
    /// </summary>
    /// <exception cref="ArgumentException">A value is too short to judge by.</exception>
    public static IReadOnlyList<WireFinding> Search(byte[] sent, IEnumerable<string> values)
    {
        ArgumentNullException.ThrowIfNull(sent);
        ArgumentNullException.ThrowIfNull(values);
        var readings = WireText.Readings(Encoding.Latin1.GetString(sent)).ToList();
        var findings = new List<WireFinding>();
        foreach (var value in values)
        {
            if (value.Length < ShortestValue)
            {
                throw new ArgumentException($"'{value}' is too short to judge by.", nameof(values));
            }

            var forms = FormsOf(value);
            foreach (var (text, encoding) in readings)
            {
                if (forms.Any(form => text.Contains(form, StringComparison.OrdinalIgnoreCase)))
                {
                    findings.Add(new WireFinding(value, encoding));
                    break;
                }
            }
        }

        return findings;
    }

    /// <summary>The value in clear, and the same as UTF-8 bytes read as Latin-1, as the wire is read.</summary>
    private static List<string> FormsOf(string value) =>
        [.. WireText.Readings(value)
            .Select(reading => reading.Text)
            .Append(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(value)))
            .Where(form => form.Trim().Length >= ShortestValue)
            .Distinct(StringComparer.OrdinalIgnoreCase)];
}
