using System.Text;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Tests.Hits;

public sealed class HitBodyTests
{
    [Theory]
    [InlineData("text/plain")]
    [InlineData("text/plain;charset=UTF-8")]
    [InlineData("text/plain; charset=\"utf-8\"")]
    [InlineData("text/plain; charset=us-ascii; x=y")]
    [InlineData("text/plain; charset=ISO-8859-1")]
    [InlineData("text/plain; utf-8")]
    [InlineData("TEXT/PLAIN")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-8")]
    [InlineData("")]
    [InlineData(" ")]
    public void Content_types_of_pixels_and_SDKs_are_text(string contentType) =>
        Assert.Equal(BodyFormat.Text, Format("?p=1", ("Content-Type", contentType)));

    [Theory]
    [InlineData("application/json")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/octet-stream")]
    [InlineData("text/plain; charset=utf-16")]
    [InlineData("text/plain; charset=utf-7")]
    [InlineData("text/plain; charset=ibm037")]
    [InlineData("text/html")]
    [InlineData("text/plainx")]
    public void Other_content_type_is_unreadable(string contentType) =>
        Assert.Equal(BodyFormat.Unreadable, Format("?p=1", ("Content-Type", contentType)));

    [Theory]
    [InlineData("gzip")]
    [InlineData("identity, gzip")]
    [InlineData("br")]
    [InlineData("x")]
    public void Encoded_body_is_unreadable(string encoding) =>
        Assert.Equal(BodyFormat.Unreadable, Format("?p=1", ("Content-Type", "text/plain"), ("Content-Encoding", encoding)));

    [Fact]
    public void Identity_encoding_is_text() => Assert.Equal(BodyFormat.Text, Format("?p=1", ("Content-Encoding", "Identity")));

    [Fact]
    public void Body_with_two_content_types_is_unreadable() =>
        Assert.Equal(BodyFormat.Unreadable, Format("?p=1", ("Content-Type", "text/plain"), ("content-type", "text/plain")));

    [Fact]
    public void Body_without_a_content_type_is_text() => Assert.Equal(BodyFormat.Text, Format("?p=1"));

    [Fact]
    public void Missing_body_is_empty_for_every_content_type() =>
        Assert.Equal(BodyFormat.Empty, Format("", ("Content-Type", "application/json"), ("Content-Encoding", "gzip")));

    [Theory]
    [InlineData("p=1\0")]
    [InlineData("\0p\0=\01")]
    [InlineData("\u001f\u008b\u0008")]
    [InlineData("\u00ef\u00bb\u00bfp=1")]
    [InlineData("p=1\u007f")]
    [InlineData("p=1\rp=2")]
    [InlineData("p=1\r")]
    [InlineData("p=1\u000bx")]
    public void Body_with_binary_bytes_is_unreadable(string body) =>
        Assert.Equal(BodyFormat.Unreadable, Format(body, ("Content-Type", "text/plain")));

    [Theory]
    [InlineData("p=1\tx")]
    [InlineData("p=1\r\np=2\n")]
    [InlineData("p=\u00e9\u00ff")]
    public void Body_with_whitespace_line_ends_and_high_bytes_is_text(string body) => Assert.Equal(BodyFormat.Text, Format(body));

    private static BodyFormat Format(string body, params (string Name, string Value)[] headers) =>
        HitBody.DetectFormat([.. headers.Select(header => new HeaderLine(header.Name, header.Value))], Encoding.Latin1.GetBytes(body));
}
