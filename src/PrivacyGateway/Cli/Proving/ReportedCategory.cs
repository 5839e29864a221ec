namespace PrivacyGateway.Cli.Proving;

/// <summary>The kind of data of a name, in the terms of a record of processing activities.</summary>
internal enum ReportedCategory
{
    Identifier,
    Contact,
    Customer,
    TemporarySession,
    Device,
    ClickId,
    PersonalName,
    PersonalValue,
    Campaign,
    Referrer,
    Suppressed,
    Unknown,
    Content,
    Marker,
    SiteCookie,
    BrowserHeader,
    OtherHeader,
    ClientAddress,
    TrackDomainData,
}
