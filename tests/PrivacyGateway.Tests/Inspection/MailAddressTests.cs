
using PrivacyGateway.Inspection;

namespace PrivacyGateway.Tests.Inspection;

public sealed class MailAddressTests
{
    [Theory]
    [InlineData("    &pu=https://www.shop.example/?email=jane@example.org")]
    [InlineData("    &pu=https%3A%2F%2Fwww.shop.example%2F%3Femail%3Djane%40example.org")]
    [InlineData("    &pu=https%3A%2F%2Fwww.shop.example%2F%3Femail%3Djane%2540example.org")]
    [InlineData("    &pu=a%3Fto%3Db%253Fm%253Djane%252540example.org")]
    [InlineData("  Referer: https://www.shop.example/?m=jane.doe+x@mail.example.org&a=1")]
    [InlineData("  Cookie: m=@;jane@example.org.")]
    public void E_mail_address_is_marked_in_any_number_of_encodings(string line) => Assert.True(MailAddress.IsIn(line));

    [Theory]
    [InlineData("    &la=en")]
    [InlineData("    &a=@example.org")]
    [InlineData("    &a=jane@localhost")]
    [InlineData("    &a=jane@.")]
    [InlineData("    &a=100%40")]
    [InlineData("    &a=%zz@%")]
    [InlineData("")]
    public void Text_without_an_e_mail_address_is_not_marked(string line) => Assert.False(MailAddress.IsIn(line));
}
