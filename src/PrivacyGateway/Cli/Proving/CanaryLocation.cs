namespace PrivacyGateway.Cli.Proving;

/// <summary>The location of a canary in a request or response. The files of a run contain these names.</summary>
internal enum CanaryLocation
{
    Query,
    Form,
    BatchLine,
    BatchUrl,
    NestedUrl,
    DoublyNestedUrl,
    Json,
    PageName,
    PageReferrer,
    PageField,
    Path,
    Cookie,
    Header,
    Echo,
    Address,
    ResponseCookie,
    ResponseHeader,
    ResponseLocation,
    ResponseBody,
}
