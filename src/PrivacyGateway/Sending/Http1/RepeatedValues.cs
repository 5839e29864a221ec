using System.Text;

namespace PrivacyGateway.Sending.Http1;

/// <summary>
/// The values that a server says again with every answer, so that they are not made anew each time. Only of lines that name nobody:
/// what one visitor is told must not outlive the answer.
/// </summary>
internal sealed class RepeatedValues
{
    private static readonly string[] Names = ["Cache-Control", FieldNames.Connection, FieldNames.ContentLength, "Content-Type", "Date", "Expires", FieldNames.KeepAlive, "Pragma", "Server"];

    private readonly string[] _last = new string[Names.Length];

    /// <param name="name">As <see cref="FieldNames"/> has it.</param>
    /// <param name="value">As it came.</param>
    public string Of(string name, ReadOnlySpan<byte> value)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            if (ReferenceEquals(Names[i], name))
                return _last[i] is { } last && Ascii.Equals(value, last) ? last : _last[i] = Encoding.Latin1.GetString(value);
        }

        return Encoding.Latin1.GetString(value);
    }
}
