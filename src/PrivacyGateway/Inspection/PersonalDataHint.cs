using System.Text;
using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Rewriting.Personal;

namespace PrivacyGateway.Inspection;

/// <summary>
/// Runs the detectors of all levels on a forwarded value, so that a reader does not overlook personal data. Only a hint: a shop's own
/// numbers may match by chance.
/// </summary>
internal static class PersonalDataHint
{
    /// <param name="value">The forwarded value, one character per byte.</param>
    /// <returns>Null if no detector matches.</returns>
    public static string? Detect(string value)
    {
        var bytes = Encoding.Latin1.GetBytes(value);
        using var scratch = new DecodeBuffer(bytes.Length);
        var decoded = scratch.Decode(bytes);
        var found = new Trace();
        var cuts = new Cuts(decoded);
        try
        {
            PersonalValues.Cut(decoded, PersonalKinds.All, ref cuts, found);
        }
        finally
        {
            cuts.Dispose();
        }

        return found.Entries.Select(static entry => Describe(entry.Rule)).FirstOrDefault(static hint => hint is not null);
    }

    private static string? Describe(string rule) => rule switch
    {
        RuleNames.MailAddress => MailAddress.Meaning,
        RuleNames.JsonWebToken => "a JSON web token",
        RuleNames.Iban => "an IBAN",
        RuleNames.PaymentCard => "a payment card's number",
        RuleNames.PhoneNumber => "a phone number",
        RuleNames.Uuid => "a UUID",
        RuleNames.EverId => "an ever-id",
        RuleNames.IpAddress => "an IP address",
        _ => null,
    };
}
