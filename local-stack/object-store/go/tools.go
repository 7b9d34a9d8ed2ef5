//go:build tools

// Package tools pins the S3-compatible object store of the local stack.
package tools

import _ "github.com/versity/versitygw/cmd/versitygw"
