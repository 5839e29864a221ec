namespace PrivacyGateway.Cli.Proving;

/// <summary>The kinds of data that conditions refer to.</summary>
internal static class DataKinds
{
    public static LocalizedText Identifiers { get; } = new("identifier", "Kennungen");

    public static LocalizedText People { get; } = new(
        "customer data, contact data or click id", "Kundendaten, Kontaktdaten, Klick-Kennungen");

    public static LocalizedText Addresses { get; } = new("client address", "IP-Adressen der Besucher");

    public static bool IsAddress(ForwardedRow row) => row.Data == ReportedCategory.ClientAddress;

    public static bool IsIdentifier(ForwardedRow row) => row.Data == ReportedCategory.Identifier;

    public static bool IsPerson(ForwardedRow row) =>
        row.Data is ReportedCategory.Customer or ReportedCategory.Contact or ReportedCategory.Suppressed or ReportedCategory.ClickId
            or ReportedCategory.PersonalName or ReportedCategory.PersonalValue;

    public static bool IsReferrer(ForwardedRow row) =>
        row.Data == ReportedCategory.Referrer || row.Places.Contains(CanaryLocation.PageReferrer);

    public static bool IsNested(ForwardedRow row) =>
        row.Places.Contains(CanaryLocation.NestedUrl) || row.Places.Contains(CanaryLocation.DoublyNestedUrl);

    public static bool IsDevice(ForwardedRow row) => row.Data is ReportedCategory.Device or ReportedCategory.BrowserHeader;

    public static bool IsOther(ForwardedRow row) => row.Data is ReportedCategory.Unknown or ReportedCategory.TemporarySession
        or ReportedCategory.OtherHeader or ReportedCategory.SiteCookie;

    public static bool IsTracker(ForwardedRow row) => row.Places.Contains(CanaryLocation.ResponseCookie) || row.Name == "ETag";
}
