namespace PrivacyGateway.IntegrationTests.Consent;

/// <summary>IAB TCF strings: version 2, policy version 4, service-specific, an hour old, no vendors, no disclosed vendors.</summary>
internal static class TcText
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /// <summary>Purposes 1 and 8 only.</summary>
    public static string Granted { get; } = Write("AAAAAAAAAEgAIEAAAAAAAAAAAAAAAAA");

    /// <summary>Purpose 1 alone.</summary>
    public static string Refused { get; } = Write("AAAAAAAAAEgAIAAAAAAAAAAAAAAAAAA");

    /// <summary>Created and last updated follow the version, in tenths of a second.</summary>
    private static string Write(string rest)
    {
        var tenths = TimeProvider.System.GetUtcNow().AddHours(-1).ToUnixTimeMilliseconds() / 100;
        var time = string.Concat(Enumerable.Range(0, 6).Select(i => Alphabet[(int)(tenths >> (30 - (6 * i))) & 63]));
        return $"C{time}{time}{rest}.IAAA";
    }
}
