namespace PrivacyGateway.Hits;

/// <summary>Where a name stands on the wire.</summary>
internal enum Place
{
    Parameter,
    Cookie,
    RequestHeader,
    ResponseHeader,
}
