using System.Text;

namespace PrivacyGateway.Sending.Http1;

/// <summary>Interns common response header names, so that they are not allocated per hit.</summary>
internal static class FieldNames
{
    public const string Connection = "Connection";
    public const string ContentLength = "Content-Length";
    public const string KeepAlive = "Keep-Alive";
    public const string TransferEncoding = "Transfer-Encoding";

    private static readonly (byte[] Bytes, string Text)[][] ByLength = Index(
        Connection, ContentLength, KeepAlive, TransferEncoding, "Accept-Ranges", "Access-Control-Allow-Credentials",
        "Access-Control-Allow-Headers", "Access-Control-Allow-Methods", "Access-Control-Allow-Origin", "Age", "Cache-Control",
        "Content-Encoding", "Content-Type", "Date", "ETag", "Expires", "Last-Modified", "Location", "P3P", "Pragma",
        "Referrer-Policy", "Server", "Set-Cookie", "Strict-Transport-Security", "Timing-Allow-Origin", "Vary", "Via",
        "X-Content-Type-Options", "X-Powered-By");

    public static string Intern(ReadOnlySpan<byte> name)
    {
        if (name.Length < ByLength.Length)
        {
            foreach (var (bytes, text) in ByLength[name.Length])
            {
                if (Ascii.EqualsIgnoreCase(name, bytes))
                    return text;
            }
        }

        return Encoding.ASCII.GetString(name);
    }

    private static (byte[] Bytes, string Text)[][] Index(params string[] names)
    {
        var byLength = names.ToLookup(static name => name.Length, static name => (Encoding.ASCII.GetBytes(name), name));
        return [.. Enumerable.Range(0, names.Max(static name => name.Length) + 1).Select(length => byLength[length].ToArray())];
    }
}
