namespace PrivacyGateway.Hits;

/// <summary>The part of a message that holds a name.</summary>
internal enum NameLocation
{
    Parameter,
    Cookie,
    RequestHeader,
    ResponseHeader,
}
