// SPDX-License-Identifier: MIT
//
// The C side of matrix_product.rs: alpha * op(left) * op(right) + beta * result, by columns.

static double element(const double *matrix, int dimension, char transpose, int row, int column) {
  return transpose == 'T' ? matrix[row * dimension + column] : matrix[column * dimension + row];
}

void multiply(char transpose_left, char transpose_right, int rows, int columns, int inner,
              double alpha, const double *left, int left_dimension, const double *right,
              int right_dimension, double beta, double *result, int result_dimension) {
  for (int column = 0; column < columns; column++) {
    for (int row = 0; row < rows; row++) {
      double sum = 0;
      for (int i = 0; i < inner; i++) {
        sum += element(left, left_dimension, transpose_left, row, i) *
               element(right, right_dimension, transpose_right, i, column);
      }
      double *target = &result[column * result_dimension + row];
      *target = alpha * sum + beta * *target;
    }
  }
}
