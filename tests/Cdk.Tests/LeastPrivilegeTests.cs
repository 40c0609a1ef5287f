using System.Text.RegularExpressions;

namespace TmuxBuilder.Cdk.Tests;

/// <summary>No program may do more than its adapters do.</summary>
public sealed class LeastPrivilegeTests
{
    /// <summary>The calls that AWS allows on no resource in particular, and why each is needed.</summary>
    private static readonly Dictionary<string, string> OfNoResource = new()
    {
        ["cloudfront:CreateOriginAccessControl"] = "what sites' distributions share is made when it is needed",
        ["cloudfront:ListDistributions"] = "a site's distribution is found by its bucket",
        ["cloudfront:ListOriginAccessControls"] = "what is shared is found by its name",
        ["ssm:UpdateInstanceInformation"] = "a worker tells Systems Manager that it is there",
        ["ssmmessages:CreateControlChannel"] = "sessions of Systems Manager",
        ["ssmmessages:CreateDataChannel"] = "sessions of Systems Manager",
        ["ssmmessages:OpenControlChannel"] = "sessions of Systems Manager",
        ["ssmmessages:OpenDataChannel"] = "sessions of Systems Manager",
        ["ec2messages:AcknowledgeMessage"] = "commands of Systems Manager",
        ["ec2messages:GetEndpoint"] = "commands of Systems Manager",
        ["ec2messages:GetMessages"] = "commands of Systems Manager",
        ["ec2messages:SendReply"] = "commands of Systems Manager",
    };

    // The bucket of deployments is CDK's own: reading an asset is granted by it with these.
    private static readonly string[] OfAssets = ["s3:GetObject*", "s3:GetBucket*", "s3:List*"];

    public static TheoryData<bool> Stages() => [false, true];

    [Theory]
    [MemberData(nameof(Stages))]
    public void No_action_is_a_pattern(bool full)
    {
        var patterns = Of(full).RoleStatements()
            .Where(statement => !IsOfAssets(statement))
            .SelectMany(statement => statement.Actions)
            .Where(action => action.Contains('*', StringComparison.Ordinal));

        Assert.Empty(patterns);
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void Every_resource_is_named_but_for_calls_that_know_none(bool full)
    {
        var open = Of(full).RoleStatements()
            .Where(statement => statement.Resources.Contains("*"))
            .SelectMany(statement => statement.Actions)
            .ToHashSet();

        Assert.Subset(OfNoResource.Keys.ToHashSet(), open);
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void No_role_has_a_policy_that_somebody_else_writes(bool full)
    {
        var roles = Of(full).OfType("AWS::IAM::Role").ToList();

        Assert.NotEmpty(roles);
        Assert.All(roles, role => Assert.Null(role.Resource["Properties"]!["ManagedPolicyArns"]));
    }

    [Fact]
    public void Nobody_touches_identities_while_sessions_get_none() => Assert.DoesNotContain(
        Stage.Plain.RoleStatements(),
        statement => statement.Actions.Any(action => action.StartsWith("iam:", StringComparison.Ordinal)));

    [Fact]
    public void No_user_is_made_or_given_a_policy_without_the_boundary()
    {
        string[] powerful = ["iam:CreateUser", "iam:PutUserPolicy", "iam:PutUserPermissionsBoundary"];
        var giving = Stage.Full.RoleStatements()
            .Where(statement => statement.Actions.Intersect(powerful).Any()).ToList();

        Assert.Equal(3, giving.Count);
        Assert.All(giving, statement =>
            Assert.Contains(
                "tea-tenant-boundary",
                statement.Json["Condition"]!["StringEquals"]!["iam:PermissionsBoundary"]!.ToJsonString(),
                StringComparison.Ordinal));
    }

    [Fact]
    public void Users_are_those_of_the_stage_alone()
    {
        var ofUsers = Stage.Full.RoleStatements()
            .Where(statement => statement.Actions.Any(action => action.StartsWith("iam:", StringComparison.Ordinal)));

        Assert.All(ofUsers.SelectMany(statement => statement.Resources), resource =>
            Assert.Contains(":user/tea/tmux-user-*", resource, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void What_opens_sites_buckets_opens_none_of_the_platforms_own(bool full)
    {
        var sites = new Regex("^tmux-.{12}-.*$");
        var own = Of(full).OfType("AWS::S3::Bucket")
            .Select(bucket => bucket.Resource["Properties"]!["BucketName"]!["Fn::Join"]![1]![0]!.GetValue<string>())
            .ToList();

        Assert.Equal(3, own.Count);
        Assert.All(own, name => Assert.DoesNotMatch(sites, name));
        Assert.Contains(
            Of(full).RoleStatements().SelectMany(statement => statement.Resources),
            resource => resource.Contains("tmux-????????????-*", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void A_worker_reads_and_writes_items_and_can_neither_scan_nor_drop_tables(bool full)
    {
        var ofTables = WorkersOf(full).SelectMany(statement => statement.Actions)
            .Where(action => action.StartsWith("dynamodb:", StringComparison.Ordinal))
            .ToHashSet();

        Assert.Equal(
            [
                "dynamodb:BatchGetItem", "dynamodb:BatchWriteItem", "dynamodb:ConditionCheckItem",
                "dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query",
                "dynamodb:UpdateItem",
            ],
            ofTables.Order());
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void Whoever_writes_items_changes_and_removes_no_audit_record(bool full)
    {
        var roles = Of(full).RoleStatements()
            .Where(statement => statement.Actions.Contains("dynamodb:PutItem"))
            .ToList();
        var denied = Of(full).RoleStatements()
            .Where(statement => (string?)statement.Json["Effect"] == "Deny"
                && (string?)statement.Json["Condition"]
                    ?["ForAnyValue:StringLike"]?["dynamodb:LeadingKeys"] == "AUDIT#*")
            .ToList();

        Assert.NotEmpty(roles);
        Assert.Equal(
            roles.Select(one => one.Policy).Distinct().Order(), denied.Select(one => one.Policy).Distinct().Order());
        Assert.All(denied, statement => Assert.Equal(
            ["dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:UpdateItem"], statement.Actions.Order()));
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void A_worker_changes_only_distributions_that_are_tagged_as_the_platforms(bool full)
    {
        string[] changing =
        [
            "cloudfront:UpdateDistribution", "cloudfront:DeleteDistribution", "cloudfront:CreateInvalidation",
        ];
        var found = WorkersOf(full).Where(statement => statement.Actions.Intersect(changing).Any()).ToList();

        Assert.NotEmpty(found);
        Assert.All(found, statement => Assert.Equal(
            ("tmux-builder", "false"),
            (
                (string?)statement.Json["Condition"]?["StringEquals"]?["aws:ResourceTag/created-by"],
                (string?)statement.Json["Condition"]?["Null"]?["aws:ResourceTag/guid"])));

        // Else the portal's own, whose origin's secret can be read there, would be theirs as well.
        var portal = Of(full).OfType("AWS::CloudFront::Distribution").Single();
        Assert.DoesNotContain(
            portal.Resource["Properties"]!["Tags"]!.AsArray(), tag => (string?)tag!["Key"] == "guid");
    }

    [Fact]
    public void A_worker_is_told_neither_the_cdns_secret_nor_the_admins()
    {
        var secrets = WorkersOf(full: true)
            .Where(statement => statement.Actions.Contains("secretsmanager:GetSecretValue"))
            .SelectMany(statement => statement.Resources)
            .ToList();

        Assert.NotEmpty(secrets);
        Assert.DoesNotContain(secrets, secret =>
            secret.Contains("SecretsOrigin", StringComparison.Ordinal)
            || secret.Contains("SecretsAdminToken", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void Functions_publish_nothing(bool full)
    {
        string[] reading = ["cloudfront:GetDistribution", "cloudfront:ListDistributions"];
        var ofFunctions = Of(full).RoleStatements().Where(statement => !IsWorkers(statement))
            .SelectMany(statement => statement.Actions)
            .ToHashSet();

        Assert.DoesNotContain(ofFunctions, action => action is "s3:CreateBucket" or "s3:PutBucketPolicy");
        Assert.Empty(ofFunctions.Where(action => action.StartsWith("cloudfront:", StringComparison.Ordinal))
            .Except(reading));
    }

    private static Stage Of(bool full) => full ? Stage.Full : Stage.Plain;

    private static IEnumerable<Statement> WorkersOf(bool full) => Of(full).RoleStatements().Where(IsWorkers);

    private static bool IsWorkers(Statement statement) =>
        statement.Policy.StartsWith("WorkerRole", StringComparison.Ordinal);

    private static bool IsOfAssets(Statement statement) =>
        statement.Actions.All(OfAssets.Contains)
        && statement.Resources.All(resource => resource.Contains("cdk-hnb659fds-assets", StringComparison.Ordinal));
}
