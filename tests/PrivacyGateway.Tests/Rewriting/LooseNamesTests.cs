using PrivacyGateway.Tests.Properties;

namespace PrivacyGateway.Tests.Rewriting;

public sealed class LooseNamesTests
{
    [Theory]
    [InlineData("pu=https://www.shop.test/eid=<id>", "pu=https://www.shop.test/")]
    [InlineData("pu=https%3A%2F%2Fwww.shop.test%2Feid%3D<id>%2Fcart", "pu=https%3A%2F%2Fwww.shop.test%2F%2Fcart")]
    [InlineData("pu=https%3A%2F%2Fwww.shop.test%2Feid%253D<id>", "pu=https%3A%2F%2Fwww.shop.test%2F")]
    [InlineData("pu=https://eid=<id>@www.shop.test/", "pu=https://www.shop.test/")]
    [InlineData("ck1=x: wtstp_eid=<id>", "ck1=x: ")]
    [InlineData("ck1=a,eid=<id>,b", "ck1=a,,b")]
    [InlineData("ck1=a|eid=<id>|b", "ck1=a||b")]
    [InlineData("ck1=(eid=<id>)", "ck1=()")]
    [InlineData("ck1=a%20eid=<id>", "ck1=a%20")]
    [InlineData("ck1=a%20uc703=jane.doe@shop.test", "ck1=a%20")]
    [InlineData("ck1=%7B%22eid%22%3A%22<id>%22%2C%22a%22%3A1%7D", "ck1=%7B%22eid%22%3A%22%22%2C%22a%22%3A1%7D")]
    [InlineData("ck1=%7B%5C%22EID%5C%22%3A+%5C%22<id>%5C%22%7D", "ck1=%7B%5C%22EID%5C%22%3A+%5C%22%5C%22%7D")]
    [InlineData("ck1=eid:<id>", "ck1=eid:")]
    [InlineData("ck1=X-WT-EID:%20<id>", "ck1=X-WT-EID:%20")]
    [InlineData("p=600,home%0Aeid=<id>,1", "p=600,home%0A,1")]
    [InlineData("p=600,home,1,x,24,1,1,0%0Aeid=<id>,x,0", "p=600,home,1,x,24,1,1,0%0A,x,0")]
    [InlineData("a%20eid=<id>", "a%20")]
    [InlineData("a+eid=<id>", "a+")]
    [InlineData("ck1=\u00c3\u00a9eid:<id>", "ck1=\u00c3\u00a9eid:")]
    public void Identifier_named_in_running_text_is_stripped(string query, string expected) =>
        Assert.Equal(expected, Rewriters.Query(query.Replace("<id>", "2123456789012345678", StringComparison.Ordinal), mark: false));

    [Theory]
    [InlineData("cp1=eid%3A1")]
    [InlineData("ct=Phase%20one%3A%202")]
    [InlineData("ct=Phase%20one%3A%20introduction")]
    [InlineData("ct=Our%20sid%3A%20short")]
    [InlineData("ct=a,eid=1234567")]
    [InlineData("ct=Covid:%2012345678")]
    [InlineData("ct=my_eid:12345678")]
    [InlineData("ct=10:30,%2011:45")]
    [InlineData("pu=https://one.shop.test/a:b/c")]
    public void Prose_and_short_values_are_forwarded_unchanged(string query) => Assert.Equal(query, Rewriters.Query(query, mark: false));
}
