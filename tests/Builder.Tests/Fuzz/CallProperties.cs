using TmuxBuilder.Builder.Calls;
using TmuxBuilder.Builder.Proof;
using TmuxBuilder.Builder.Publishing;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Builder.Tests.Fuzz;

/// <summary>What an agent's scripts are called with: it may call the socket itself, with anything.</summary>
public sealed class CallProperties
{
    [Fact]
    public void A_notify_command_is_one_or_is_told_what_would_be_right_in_a_line() => Testing.Fuzz.Check(
        Testing.Fuzz.Lists(
            "ack", "status", "progress", "50", "101", "deployed", "http://a", "resources", "{\"a\":1}",
            "{\"a\":\"\\ud83d\"}", "{\"\\ude00\":1}", "ask", "--choice", "--default", "done", "error", "summary"),
        arguments =>
        {
            if (!NotifyParser.TryParse(arguments, out _, out var usage))
            {
                Assert.NotEmpty(usage);
                Assert.DoesNotContain('\n', usage);
            }
        });

    [Fact]
    public void A_folder_to_publish_or_check_is_beneath_the_sessions_own() => Testing.Fuzz.Check(
        Testing.Fuzz.Lists(
            "--project", "tea-shop", "--dir", "code/dist", "/session/code", "/etc", "..", "--new", "--dist"),
        arguments =>
        {
            if (DeployArguments.TryParse(arguments, "/session", out var deploy, out var problem))
            {
                AssertBeneath(deploy.Directory);
                Assert.Matches("^[a-z0-9](-?[a-z0-9])*$", deploy.Slug);
            }
            else
            {
                Assert.NotEmpty(problem);
            }

            if (CheckArguments.TryParse(arguments, "/session", out var check, out problem))
            {
                Assert.True(check.Url is null or { Scheme: "http" or "https" });
                AssertBeneath(check.Directory ?? "code");
            }
            else
            {
                Assert.NotEmpty(problem);
            }
        });

    private static void AssertBeneath(string folder)
    {
        Assert.False(folder.StartsWith('/'), folder);
        Assert.DoesNotContain("..", folder.Split('/'));
    }
}
