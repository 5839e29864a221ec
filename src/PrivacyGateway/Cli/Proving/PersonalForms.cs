using System.Globalization;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Cli.Proving;

/// <summary>Creates unique values of each personal form, with valid check digits.</summary>
internal static class PersonalForms
{
    public static IReadOnlyList<PersonalForm> All { get; } =
    [
        new("e-mail address", RuleNames.MailAddress, IsForEveryLevel: true,
            static canaries => canaries.Word() is var word ? ($"{word}@mail.example", word) : default),
        new("phone number", RuleNames.PhoneNumber, IsForEveryLevel: false, static canaries => Whole(
            string.Create(CultureInfo.InvariantCulture, $"+49301{canaries.Next():D7}"))),
        new("IBAN", RuleNames.Iban, IsForEveryLevel: false, static canaries => Whole(Iban(canaries.Next()))),
        new("payment card", RuleNames.PaymentCard, IsForEveryLevel: false, static canaries => Whole(Card(canaries.Next()))),
        new("JSON web token", RuleNames.JsonWebToken, IsForEveryLevel: false, static canaries => canaries.Word() is var word
            ? ($"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTYifQ.{word}Yk3s9Qw7Lm2", word) : default),
        new("UUID", RuleNames.Uuid, IsForEveryLevel: false, static canaries => Whole(
            string.Create(CultureInfo.InvariantCulture, $"{canaries.Next():x8}-5b1c-4d2e-9f3a-0c1d2e3f4a5b"))),
        new("ever-id", RuleNames.EverId, IsForEveryLevel: false, static canaries => Whole(
            $"2{canaries.Next().ToString("D18", CultureInfo.InvariantCulture)}")),
        new("IP address", RuleNames.IpAddress, IsForEveryLevel: false, static canaries => Whole(canaries.Address())),
    ];

    private static (string, string) Whole(string value) => (value, value);

    /// <summary>A German IBAN: eighteen digits after the check digits. (ISO 7064, modulo 97.)</summary>
    private static string Iban(int number)
    {
        var account = $"37040044{number.ToString("D10", CultureInfo.InvariantCulture)}";
        var rest = 0;
        foreach (var digit in account + "131400")
            rest = ((rest * 10) + (digit - '0')) % 97;
        return $"DE{(98 - rest).ToString("D2", CultureInfo.InvariantCulture)}{account}";
    }

    /// <summary>Sixteen digits; the last one is the Luhn check digit.</summary>
    private static string Card(int number)
    {
        var digits = $"4111{number.ToString("D11", CultureInfo.InvariantCulture)}";
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = (digits[i] - '0') * (i % 2 == 0 ? 2 : 1);
            sum += digit > 9 ? digit - 9 : digit;
        }

        return digits + ((10 - (sum % 10)) % 10).ToString(CultureInfo.InvariantCulture);
    }
}
