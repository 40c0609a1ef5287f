using TmuxBuilder.Api.Tests.Hosting;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Api.Tests.Admin;

public sealed class AuditCsvTests
{
    private const string Path = "/api/admin/audit?format=csv&limit=2";

    [Fact]
    public async Task The_audit_comes_whole_as_a_table_in_which_nothing_is_a_formula()
    {
        await using var host = await ApiHost.StartAsync();
        var subjects = new[] { "first", "=SUM(A1)", "+1", "-1", "@cmd", "a,b\r\nc" };
        foreach (var subject in subjects)
        {
            await host.Service<IAuditStore>().AppendAsync(
                new AuditRecord(host.Time.GetUtcNow(), "ann", "session.pause", subject, """{"a":"b"}""", null),
                TestContext.Current.CancellationToken);
        }

        var answer = (await host.GetAsync(Path, ApiHost.Admin)).Expect(200);

        const string Start = "\"2026-02-04T07:25:31.000Z\",\"ann\",\"session.pause\",";
        const string End = ",\"{\"\"a\"\":\"\"b\"\"}\",\"\"\r\n";
        var rows = new[] { "\"a,b\r\nc\"", "\"'@cmd\"", "\"'-1\"", "\"'+1\"", "\"'=SUM(A1)\"", "\"first\"" };
        Assert.Equal("text/csv", answer.ContentType);
        Assert.Equal(
            "at,actor,action,subject,detail,trace_id\r\n" + string.Concat(rows.Select(row => Start + row + End)),
            answer.Body);
    }

    [Fact]
    public async Task Only_admins_get_it_and_only_in_formats_there_are()
    {
        await using var host = await ApiHost.StartAsync();

        Assert.Equal(401, (await host.GetAsync(Path)).Status);
        Assert.Equal(422, (await host.GetAsync("/api/admin/audit?format=xml", ApiHost.Admin)).Status);
    }
}
