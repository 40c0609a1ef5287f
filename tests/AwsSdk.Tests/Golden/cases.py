"""What is recorded: the same calls as Calls*.cs makes, by name."""

USER = "tmux-user-0123456789ab"
BOUNDARY = "arn:aws:iam::123456789012:policy/tmux/boundary"
POLICY = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::a-*/ü +~*"}]}'

IAM = {
    "CreateUser": ("CreateUser", {
        "Path": "/tmux/", "UserName": USER, "PermissionsBoundary": BOUNDARY,
        "Tags": [{"Key": "guid", "Value": "0123456789ab"}, {"Key": "created-by", "Value": "tmux builder=ü"}]}),
    "GetUser": ("GetUser", {"UserName": USER}),
    "GetUser of the caller": ("GetUser", {}),
    "DeleteUser": ("DeleteUser", {"UserName": USER}),
    "ListUsers": ("ListUsers", {"PathPrefix": "/tmux/", "Marker": "a+b/c==", "MaxItems": 50}),
    "TagUser": ("TagUser", {"UserName": USER, "Tags": [{"Key": "k", "Value": ""}]}),
    "ListUserTags": ("ListUserTags", {"UserName": USER}),
    "PutUserPolicy": ("PutUserPolicy", {"UserName": USER, "PolicyName": "p", "PolicyDocument": POLICY}),
    "GetUserPolicy": ("GetUserPolicy", {"UserName": USER, "PolicyName": "p"}),
    "DeleteUserPolicy": ("DeleteUserPolicy", {"UserName": USER, "PolicyName": "p"}),
    "ListUserPolicies": ("ListUserPolicies", {"UserName": USER, "MaxItems": 1}),
    "PutUserPermissionsBoundary": (
        "PutUserPermissionsBoundary", {"UserName": USER, "PermissionsBoundary": BOUNDARY}),
    "DeleteUserPermissionsBoundary": ("DeleteUserPermissionsBoundary", {"UserName": USER}),
    "CreateAccessKey": ("CreateAccessKey", {"UserName": USER}),
    "ListAccessKeys": ("ListAccessKeys", {"UserName": USER}),
    "UpdateAccessKey": (
        "UpdateAccessKey", {"UserName": USER, "AccessKeyId": "AKIAIOSFODNN7EXAMPLE", "Status": "Inactive"}),
    "DeleteAccessKey": ("DeleteAccessKey", {"UserName": USER, "AccessKeyId": "AKIAIOSFODNN7EXAMPLE"}),
}

MANAGEMENT = {
    "PostToConnection": ("PostToConnection", {"ConnectionId": "L0SM9cOFvHcCIhw=", "Data": b'{"type":"hello","text":"\xc3\xbc"}'}),
    "PostToConnection of nothing": ("PostToConnection", {"ConnectionId": "L0SM9cOFvHcCIhw=", "Data": b""}),
    "PostToConnection to an odd name": ("PostToConnection", {"ConnectionId": "a/b c+d?e", "Data": b"x"}),
    "GetConnection": ("GetConnection", {"ConnectionId": "L0SM9cOFvHcCIhw="}),
    "DeleteConnection": ("DeleteConnection", {"ConnectionId": "L0SM9cOFvHcCIhw="}),
}

DISTRIBUTION = {
    "CallerReference": "site-1",
    "Aliases": {"Quantity": 1, "Items": ["www.example.com"]},
    "DefaultRootObject": "index.html",
    "Origins": {"Quantity": 1, "Items": [{
        "Id": "site", "DomainName": "tmux-0123456789ab-site.s3.eu-central-1.amazonaws.com",
        "OriginPath": "/releases/1", "CustomHeaders": {"Quantity": 0},
        "S3OriginConfig": {"OriginAccessIdentity": ""}, "OriginAccessControlId": "E2OAC",
        "ConnectionAttempts": 3, "ConnectionTimeout": 10}]},
    "DefaultCacheBehavior": {
        "TargetOriginId": "site", "ViewerProtocolPolicy": "redirect-to-https",
        "AllowedMethods": {
            "Quantity": 2, "Items": ["HEAD", "GET"], "CachedMethods": {"Quantity": 2, "Items": ["HEAD", "GET"]}},
        "Compress": True, "CachePolicyId": "658327ea-f89d-4fab-a63d-7e88639e58f6",
        "ResponseHeadersPolicyId": "67f7725c-6f97-4210-82d7-5512b31e9d03",
        "FunctionAssociations": {"Quantity": 1, "Items": [{
            "FunctionARN": "arn:aws:cloudfront::123456789012:function/spa", "EventType": "viewer-request"}]}},
    "Comment": "Bakery <Morgenrot> & \u00fc", "PriceClass": "PriceClass_100", "Enabled": True,
    "ViewerCertificate": {"CloudFrontDefaultCertificate": True, "MinimumProtocolVersion": "TLSv1.2_2021"},
    "Restrictions": {"GeoRestriction": {"RestrictionType": "none", "Quantity": 0}},
    "HttpVersion": "http2and3", "IsIPV6Enabled": True,
}
TAGS = {"Items": [{"Key": "guid", "Value": "0123456789ab"}, {"Key": "created-by", "Value": "tmux-builder"}]}
ARN = "arn:aws:cloudfront::123456789012:distribution/E1"

CLOUDFRONT = {
    "CreateDistribution": ("CreateDistribution", {"DistributionConfig": DISTRIBUTION}),
    "CreateDistributionWithTags": ("CreateDistributionWithTags", {
        "DistributionConfigWithTags": {"DistributionConfig": DISTRIBUTION, "Tags": TAGS}}),
    "GetDistribution": ("GetDistribution", {"Id": "E1"}),
    "GetDistributionConfig": ("GetDistributionConfig", {"Id": "E1"}),
    "UpdateDistribution": ("UpdateDistribution", {"Id": "E1", "IfMatch": "E2ETAG", "DistributionConfig": DISTRIBUTION}),
    "DeleteDistribution": ("DeleteDistribution", {"Id": "E1", "IfMatch": "E2ETAG"}),
    "ListDistributions": ("ListDistributions", {"Marker": "E1/+=", "MaxItems": "10"}),
    "ListDistributions from the start": ("ListDistributions", {}),
    "CreateInvalidation": ("CreateInvalidation", {
        "DistributionId": "E1",
        "InvalidationBatch": {"Paths": {"Quantity": 2, "Items": ["/", "/a b/*"]}, "CallerReference": "r-1"}}),
    "GetInvalidation": ("GetInvalidation", {"DistributionId": "E1", "Id": "I1"}),
    "TagResource": ("TagResource", {"Resource": ARN, "Tags": TAGS}),
    "ListTagsForResource": ("ListTagsForResource", {"Resource": ARN}),
    "CreateOriginAccessControl": ("CreateOriginAccessControl", {"OriginAccessControlConfig": {
        "Name": "sites-1", "Description": "", "SigningProtocol": "sigv4", "SigningBehavior": "always",
        "OriginAccessControlOriginType": "s3"}}),
    "GetOriginAccessControl": ("GetOriginAccessControl", {"Id": "E2OAC"}),
    "DeleteOriginAccessControl": ("DeleteOriginAccessControl", {"Id": "E2OAC", "IfMatch": "E2ETAG"}),
    "ListOriginAccessControls": ("ListOriginAccessControls", {"MaxItems": "100"}),
    "CreateFunction": ("CreateFunction", {
        "Name": "spa", "FunctionConfig": {"Comment": "pages of one", "Runtime": "cloudfront-js-2.0"},
        "FunctionCode": b"function handler(event) { return event.request; }"}),
    "PublishFunction": ("PublishFunction", {"Name": "spa", "IfMatch": "E2ETAG"}),
    "DescribeFunction": ("DescribeFunction", {"Name": "spa", "Stage": "LIVE"}),
}

CASES = {"iam": IAM, "apigatewaymanagementapi": MANAGEMENT, "cloudfront": CLOUDFRONT}
