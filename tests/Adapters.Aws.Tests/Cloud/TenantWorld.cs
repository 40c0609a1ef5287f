using TmuxBuilder.Adapters.Aws.Tenants;

namespace TmuxBuilder.Adapters.Aws.Tests.Cloud;

/// <summary>Accounts in which agents have identities of their own.</summary>
internal static class TenantWorld
{
    private const string Boundary = "tmux-builder-boundary";

    /// <summary>Opens one, with the boundary that the stack makes.</summary>
    public static async ValueTask<CloudWorld> OpenAsync(TimeProvider? clock = null)
    {
        var world = await CloudWorld.OpenAsync(clock, With);
        await IamForm.SendAsync(
            world.Account,
            TestContext.Current.CancellationToken,
            ("Action", "CreatePolicy"),
            ("PolicyName", Boundary),
            ("PolicyDocument", TenantPolicy.Boundary(world.Account.Id)));
        await world.Account.ForgetCallsAsync(TestContext.Current.CancellationToken);
        return world;
    }

    private static AwsOptions With(AwsOptions options) => options with
    {
        Tenants = new TenantOptions
        {
            Access = TenantAccess.Environment,
            BoundaryArn = $"arn:aws:iam::{options.Account}:policy/{Boundary}",
            SealingKey = Convert.ToBase64String(Enumerable.Repeat((byte)7, KeySeal.KeyLength).ToArray()),
        },
    };
}
