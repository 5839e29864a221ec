using System.Text;

namespace PrivacyGateway.Sending.Http1;

/// <summary>
/// Interns header values that a server repeats in every response, so that they are not allocated per hit. Only for headers that cannot
/// contain visitor data: such data must not outlive the response.
/// </summary>
internal sealed class RepeatedValues
{
    private static readonly string[] Names = ["Cache-Control", FieldNames.Connection, FieldNames.ContentLength, "Content-Type", "Date",
        "Expires", FieldNames.KeepAlive, "Pragma", "Server"];

    private readonly string[] _last = new string[Names.Length];

    /// <param name="name">A name interned by <see cref="FieldNames"/>; compared by reference.</param>
    /// <param name="value">The value as received.</param>
    public string Intern(string name, ReadOnlySpan<byte> value)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            if (ReferenceEquals(Names[i], name))
                return _last[i] is { } last && Ascii.Equals(value, last) ? last : _last[i] = Encoding.Latin1.GetString(value);
        }

        return Encoding.Latin1.GetString(value);
    }
}
