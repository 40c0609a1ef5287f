using TmuxBuilder.Adapters.Aws.Tenants;

namespace TmuxBuilder.Adapters.Aws.Tests.Tenants;

public sealed class TenantPolicyTests
{
    [Fact]
    public void A_policy_fits_into_what_iam_takes()
    {
        var policy = TenantPolicy.For(new string('f', 12), new string('9', 12));

        Assert.InRange(policy.Count(c => !char.IsWhiteSpace(c)), 1, TenantPolicy.MaxLength);
    }

    [Fact]
    public void A_policy_that_would_not_fit_is_our_own_mistake() =>
        Assert.Throws<InvalidOperationException>(() => TenantPolicy.For(new string('f', 1000), new string('9', 12)));

    [Fact]
    public void The_boundary_says_the_same_of_whoever_is_tagged() => Assert.Equal(
        TenantPolicy.For("0123456789ab", "123456789012"),
        TenantPolicy.Boundary("123456789012").Replace(
                "${aws:PrincipalTag/guid}", "0123456789ab", StringComparison.Ordinal));

    [Fact]
    public void Nobody_may_make_open_or_tag_what_the_platform_makes()
    {
        var policy = TenantPolicy.For("0123456789ab", "123456789012");

        string[] all =
        [
            ":*\"", "CreateBucket", "DeleteBucket", "Policy", "Acl", "PublicAccess", "TagResource",
            "UpdateDistribution", "CreateDistribution", "iam:", "sts:",
        ];
        foreach (var never in all)
        {
            Assert.DoesNotContain(never, policy, StringComparison.Ordinal);
        }
    }
}
